package cloud.broom.plan;

import cloud.broom.task.Outcome;
import cloud.broom.task.Usd;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of items of one plan part in one stretch of acting.
 *
 * @param part the plan part's number
 * @param number from 1: the stretch
 */
public record OutcomePart(int part, int number, Totals.Effect effect, List<Result> results) {
    public OutcomePart {
        results = List.copyOf(results);
    }

    public static OutcomePart of(int part, int number, List<Result> results) {
        Totals.Effect effect = results.stream().map(Result::effect).reduce(Totals.Effect.NONE, Totals.Effect::plus);
        return new OutcomePart(part, number, effect, results);
    }

    public byte[] encode() {
        return Lines.encode(new Head(part, number, effect), results);
    }

    /**
     * Reads a stored part back.
     *
     * @throws UnreadablePart if it is not what {@link #encode} wrote
     */
    public static OutcomePart decode(byte[] stored, String place) {
        Lines lines = Lines.decode(stored, place);
        Head head = lines.head(Head.class);
        return new OutcomePart(head.part, head.number, head.effect, lines.rest(Result.class));
    }

    /**
     * One item's outcome.
     *
     * @param freed the bytes it freed
     * @param saved what it saves each month
     */
    public record Result(String id, Outcome outcome, long freed, Usd saved) {
        /** The outcome of a planned item; only what was really acted on frees its bytes and saves its cost. */
        public static Result of(Planned item, Outcome outcome) {
            boolean acted = outcome.kind() == Outcome.Kind.DONE;
            return new Result(item.id(), outcome, acted ? item.bytes() : 0, acted ? item.monthly() : Usd.ZERO);
        }

        private Totals.Effect effect() {
            return switch (outcome.kind()) {
                case DONE, GONE -> new Totals.Effect(1, 0, 0, freed, saved);
                case CHANGED, SKIPPED -> new Totals.Effect(0, 1, 0, freed, saved);
                case FAILED -> new Totals.Effect(0, 0, 1, freed, saved);
            };
        }
    }

    private record Head(
            @JsonProperty(required = true) int part,
            @JsonProperty(required = true) int number,
            @JsonProperty(required = true) Totals.Effect effect) {}
}
