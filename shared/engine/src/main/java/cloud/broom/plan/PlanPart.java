package cloud.broom.plan;

import cloud.broom.task.Cursor;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A stretch of a plan: what qualifies among the resources of some pages, with the cursor after them and their counts, so
 * that a stored part is all one needs to go on.
 *
 * @param number from 1
 * @param groups where the items lie, by count
 */
public record PlanPart(
        int number, Cursor next, Totals.Seen seen, List<String> notes, Groups groups, List<Planned> items) {
    public PlanPart {
        notes = List.copyOf(notes);
        items = List.copyOf(items);
        if (items.size() != seen.found()) {
            throw new IllegalArgumentException(
                    "part " + number + " has " + items.size() + " items but counts " + seen.found());
        }
    }

    /** Of items that lie nowhere in particular. */
    public PlanPart(int number, Cursor next, Totals.Seen seen, List<String> notes, List<Planned> items) {
        this(number, next, seen, notes, Groups.NONE, items);
    }

    public static PlanPart empty(int number, Cursor from) {
        return new PlanPart(number, from, Totals.Seen.NONE, List.of(), List.of());
    }

    /** This part with one more page's worth. */
    public PlanPart plus(Cursor after, Totals.Seen more, List<String> said, List<Planned> planned) {
        Set<String> allNotes = new LinkedHashSet<>(notes);
        allNotes.addAll(said);
        List<Planned> all = new ArrayList<>(items);
        all.addAll(planned);
        return new PlanPart(number, after, seen.plus(more), List.copyOf(allNotes), groups, all);
    }

    /** With where more of its items lie. */
    public PlanPart grouping(Groups more) {
        return new PlanPart(number, next, seen, notes, groups.plus(more), items);
    }

    /** As it is stored: a head, then a line per item. */
    public byte[] encode() {
        return Lines.encode(new Head(number, next, seen, notes, groups), items);
    }

    /**
     * Reads a stored part back.
     *
     * @param place the part's name, for the error
     * @throws UnreadablePart if it is not what {@link #encode} wrote
     */
    public static PlanPart decode(byte[] stored, String place) {
        Lines lines = Lines.decode(stored, place);
        Head head = lines.head(Head.class);
        List<Planned> items = lines.rest(Planned.class);
        if (items.size() != head.seen.found()) {
            throw new UnreadablePart(place, "counts " + head.seen.found() + " items but has " + items.size());
        }
        return new PlanPart(head.part, head.next, head.seen, head.notes, head.groups, items);
    }

    private record Head(
            @JsonProperty(required = true) int part,
            @JsonProperty(required = true) Cursor next,
            @JsonProperty(required = true) Totals.Seen seen,
            @JsonProperty(required = true) List<String> notes,
            @JsonProperty(required = true) Groups groups) {}
}
