package cloud.broom.run;

import cloud.broom.plan.Digest;
import cloud.broom.plan.Groups;
import cloud.broom.plan.OutcomePart;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Totals;
import cloud.broom.task.CallCounts;
import cloud.broom.task.Cursor;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far a run has come.
 *
 * @param cursor where planning goes on
 * @param parts plan parts stored
 * @param applied plan parts every item of which has an outcome
 * @param outcomes outcome parts stored of the plan part being applied
 * @param spent for how long invocations have moved it; waiting does not count
 * @param calls what the task has called; what an invocation called after its last write is lost if it dies
 * @param groups where what is planned lies, by count
 */
public record Progress(
        Cursor cursor,
        int parts,
        int applied,
        int outcomes,
        Totals totals,
        Digest digest,
        List<String> notes,
        Duration spent,
        CallCounts calls,
        Groups groups) {
    public static final Progress NONE = new Progress(
            new Cursor.Start(), 0, 0, 0, Totals.NONE, Digest.NONE, List.of(), Duration.ZERO, CallCounts.NONE);

    /** Of what lies nowhere in particular. */
    public Progress(
            Cursor cursor,
            int parts,
            int applied,
            int outcomes,
            Totals totals,
            Digest digest,
            List<String> notes,
            Duration spent,
            CallCounts calls) {
        this(cursor, parts, applied, outcomes, totals, digest, notes, spent, calls, Groups.NONE);
    }

    public Progress {
        notes = List.copyOf(notes);
        if (applied > parts) {
            throw new IllegalArgumentException("more parts applied than planned: " + applied + " > " + parts);
        }
    }

    /** After a plan part that was stored, given its bytes. */
    public Progress plus(PlanPart part, byte[] stored) {
        return new Progress(
                part.next(),
                part.number(),
                applied,
                outcomes,
                totals.plusSeen(part.seen()),
                digest.then(stored),
                with(part.notes()),
                spent,
                calls,
                groups.plus(part.groups()));
    }

    /** After pages in which nothing qualified: there is no part to store. */
    public Progress past(PlanPart nothing) {
        return new Progress(
                nothing.next(),
                parts,
                applied,
                outcomes,
                totals.plusSeen(nothing.seen()),
                digest,
                with(nothing.notes()),
                spent,
                calls,
                groups);
    }

    /** After an outcome part, some items of its plan part still being without an outcome. */
    public Progress plus(OutcomePart part) {
        return new Progress(
                cursor,
                parts,
                applied,
                part.number(),
                totals.plusEffect(part.effect()),
                digest,
                notes,
                spent,
                calls,
                groups);
    }

    /** The plan part being applied is done with. */
    public Progress nextPart() {
        return new Progress(cursor, parts, applied + 1, 0, totals, digest, notes, spent, calls, groups);
    }

    /** With one more note. */
    public Progress noting(String note) {
        return new Progress(
                cursor, parts, applied, outcomes, totals, digest, with(List.of(note)), spent, calls, groups);
    }

    Progress spent(Duration total) {
        return new Progress(cursor, parts, applied, outcomes, totals, digest, notes, total, calls, groups);
    }

    /** After more calls of the task. */
    Progress calling(CallCounts more) {
        return new Progress(cursor, parts, applied, outcomes, totals, digest, notes, spent, calls.plus(more), groups);
    }

    private List<String> with(List<String> more) {
        Set<String> all = new LinkedHashSet<>(notes);
        all.addAll(more);
        return List.copyOf(all);
    }
}
