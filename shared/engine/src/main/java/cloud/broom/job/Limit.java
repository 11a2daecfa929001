package cloud.broom.job;

import cloud.broom.json.Refused;

/** A bound on an amount: n lets n through and not n + 1; 0 lets none; no bound at all has to be written as {@code unlimited}. */
public sealed interface Limit {
    boolean allows(long amount);

    static Limit of(long most) {
        return new AtMost(most);
    }

    /** As a reader is shown it. */
    String show(Measure measure);

    record AtMost(long most) implements Limit {
        public AtMost {
            Refused.when(most < 0, "", most + " is negative: 0 lets none through");
        }

        @Override
        public boolean allows(long amount) {
            return amount <= most;
        }

        @Override
        public String show(Measure measure) {
            return measure.show(most);
        }
    }

    record Unlimited() implements Limit {
        @Override
        public boolean allows(long amount) {
            return true;
        }

        @Override
        public String show(Measure measure) {
            return "unlimited";
        }
    }
}
