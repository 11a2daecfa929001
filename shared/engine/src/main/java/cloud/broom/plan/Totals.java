package cloud.broom.plan;

import cloud.broom.job.Measure;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Usd;
import java.util.List;

/**
 * A run's counts. Found is what was planned; of it, done (acted on, or already gone), skipped (changed, or left alone for a
 * reason) and failed are settled, the rest remains. Unknown, exempt and marked were scanned but never found.
 *
 * @param marked what qualifies for the first time and waits for its grace; in a dry run what would be marked
 * @param irreversible how many of those found cannot be brought back
 * @param bytes what acting on all that was found frees
 * @param monthly what acting on all that was found saves each month; an estimate
 * @param freed what acting has freed
 * @param saved what acting has come to save each month
 */
public record Totals(
        long scanned,
        long unknown,
        long exempt,
        long marked,
        long found,
        long irreversible,
        long bytes,
        Usd monthly,
        long done,
        long skipped,
        long failed,
        long freed,
        Usd saved) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, Usd.ZERO, 0, 0, 0, 0, Usd.ZERO);

    /** 100 %, in hundredths of a percent. */
    private static final long WHOLE = 10_000;

    public Totals {
        if (done + skipped + failed > found) {
            throw new IllegalArgumentException(
                    "more outcomes than planned items: " + done + " + " + skipped + " + " + failed + " > " + found);
        }
    }

    /** What a search adds. */
    public Totals plusSeen(Seen seen) {
        return new Totals(
                scanned + seen.scanned,
                unknown + seen.unknown,
                exempt + seen.exempt,
                marked + seen.marked,
                found + seen.found,
                irreversible + seen.irreversible,
                bytes + seen.bytes,
                monthly.plus(seen.monthly),
                done,
                skipped,
                failed,
                freed,
                saved);
    }

    /** What acting adds. */
    public Totals plusEffect(Effect effect) {
        return new Totals(
                scanned,
                unknown,
                exempt,
                marked,
                found,
                irreversible,
                bytes,
                monthly,
                done + effect.done,
                skipped + effect.skipped,
                failed + effect.failed,
                freed + effect.freed,
                saved.plus(effect.saved));
    }

    public long remaining() {
        return found - done - skipped - failed;
    }

    /** Whether nothing of what was found has an outcome. */
    public boolean untouched() {
        return remaining() == found;
    }

    /** What acting on all that remains comes to, at most: the bytes of what was skipped or failed are not known apart. */
    public Amounts left() {
        return remaining() == 0 ? Amounts.NONE : new Amounts(remaining(), bytes - freed, monthly.minus(saved));
    }

    /** What acting has come to. */
    public Amounts spent() {
        return new Amounts(done, freed, saved);
    }

    /** How much is planned, by some measure; a part of a whole is rounded up, so that a limit between two units holds. */
    public long planned(Measure measure) {
        return switch (measure) {
            case ITEMS -> found;
            case PERCENT -> found == 0 ? 0 : Math.floorDiv(Math.multiplyExact(found, WHOLE) + scanned - 1, scanned);
            case BYTES -> bytes;
            case USD -> monthly.nanos();
        };
    }

    /** The counts of one plan part. */
    public record Seen(
            long scanned,
            long unknown,
            long exempt,
            long marked,
            long found,
            long irreversible,
            long bytes,
            Usd monthly) {
        public static final Seen NONE = new Seen(0, 0, 0, 0, 0, 0, 0, Usd.ZERO);

        /** What was scanned, and what of it is planned. */
        public static Seen of(long scanned, long unknown, long exempt, List<Planned> planned) {
            return new Seen(
                    scanned,
                    unknown,
                    exempt,
                    0,
                    planned.size(),
                    planned.stream()
                            .filter(item -> item.reversibility() == Reversibility.IRREVERSIBLE)
                            .count(),
                    planned.stream().mapToLong(Planned::bytes).sum(),
                    planned.stream().map(Planned::monthly).reduce(Usd.ZERO, Usd::plus));
        }

        /** The same, of which so many were marked. */
        public Seen marking(long count) {
            return new Seen(scanned, unknown, exempt, count, found, irreversible, bytes, monthly);
        }

        public Seen plus(Seen more) {
            return new Seen(
                    scanned + more.scanned,
                    unknown + more.unknown,
                    exempt + more.exempt,
                    marked + more.marked,
                    found + more.found,
                    irreversible + more.irreversible,
                    bytes + more.bytes,
                    monthly.plus(more.monthly));
        }
    }

    /** The counts of one outcome part. */
    public record Effect(long done, long skipped, long failed, long freed, Usd saved) {
        public static final Effect NONE = new Effect(0, 0, 0, 0, Usd.ZERO);

        Effect plus(Effect more) {
            return new Effect(
                    done + more.done,
                    skipped + more.skipped,
                    failed + more.failed,
                    freed + more.freed,
                    saved.plus(more.saved));
        }
    }
}
