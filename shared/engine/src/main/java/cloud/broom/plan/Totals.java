package cloud.broom.plan;

/**
 * A run's counts. Found is what was planned; of it, done (acted on, or already gone), skipped (changed, or left alone for a
 * reason) and failed are settled, the rest remains. Unknown and exempt were scanned but never found.
 *
 * @param bytes what acting on all that was found frees
 * @param freed what acting has freed
 */
public record Totals(
        long scanned,
        long unknown,
        long exempt,
        long found,
        long bytes,
        long done,
        long skipped,
        long failed,
        long freed) {
    public static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);

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
                found + seen.found,
                bytes + seen.bytes,
                done,
                skipped,
                failed,
                freed);
    }

    /** What acting adds. */
    public Totals plusEffect(Effect effect) {
        return new Totals(
                scanned,
                unknown,
                exempt,
                found,
                bytes,
                done + effect.done,
                skipped + effect.skipped,
                failed + effect.failed,
                freed + effect.freed);
    }

    public long remaining() {
        return found - done - skipped - failed;
    }

    /** The counts of one plan part. */
    public record Seen(long scanned, long unknown, long exempt, long found, long bytes) {
        public static final Seen NONE = new Seen(0, 0, 0, 0, 0);

        public Seen plus(Seen more) {
            return new Seen(
                    scanned + more.scanned,
                    unknown + more.unknown,
                    exempt + more.exempt,
                    found + more.found,
                    bytes + more.bytes);
        }
    }

    /** The counts of one outcome part. */
    public record Effect(long done, long skipped, long failed, long freed) {
        public static final Effect NONE = new Effect(0, 0, 0, 0);

        Effect plus(Effect more) {
            return new Effect(done + more.done, skipped + more.skipped, failed + more.failed, freed + more.freed);
        }
    }
}
