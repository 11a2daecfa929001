package cloud.broom.local.fault;

import java.time.Duration;
import java.util.function.Function;

/** What can go wrong with a call. */
public sealed interface Trouble {
    /** Applies the function of the case this is. */
    <T> T match(
            Function<Refuse, T> onRefuse,
            Function<RefuseItem, T> onRefuseItem,
            Function<Delay, T> onDelay,
            Function<Drop, T> onDrop);

    /** The call is refused and has no effect: {@code new Refuse(503, "SlowDown")}. */
    record Refuse(int status, String code) implements Trouble {
        public Refuse {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("status of a refusal is not 400 to 599: " + status);
            }
            if (code.isBlank()) {
                throw new IllegalArgumentException("code of a refusal is blank");
            }
        }

        @Override
        public <T> T match(
                Function<Refuse, T> onRefuse,
                Function<RefuseItem, T> onRefuseItem,
                Function<Delay, T> onDelay,
                Function<Drop, T> onDrop) {
            return onRefuse.apply(this);
        }
    }

    /** Inside an answer of status 200 the items whose key matches the glob ({@code *}, {@code ?}) are refused. */
    record RefuseItem(String glob, String code) implements Trouble {
        public RefuseItem {
            if (glob.isEmpty() || code.isBlank()) {
                throw new IllegalArgumentException("glob or code is empty: '" + glob + "', '" + code + "'");
            }
        }

        @Override
        public <T> T match(
                Function<Refuse, T> onRefuse,
                Function<RefuseItem, T> onRefuseItem,
                Function<Delay, T> onDelay,
                Function<Drop, T> onDrop) {
            return onRefuseItem.apply(this);
        }
    }

    /** The call takes this much longer. */
    record Delay(Duration length) implements Trouble {
        public Delay {
            if (length.isNegative() || length.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new IllegalArgumentException("delay is not between zero and five minutes: " + length);
            }
        }

        @Override
        public <T> T match(
                Function<Refuse, T> onRefuse,
                Function<RefuseItem, T> onRefuseItem,
                Function<Delay, T> onDelay,
                Function<Drop, T> onDrop) {
            return onDelay.apply(this);
        }
    }

    /** The call has its effect and the connection is closed without an answer. */
    record Drop() implements Trouble {
        @Override
        public <T> T match(
                Function<Refuse, T> onRefuse,
                Function<RefuseItem, T> onRefuseItem,
                Function<Delay, T> onDelay,
                Function<Drop, T> onDrop) {
            return onDrop.apply(this);
        }
    }
}
