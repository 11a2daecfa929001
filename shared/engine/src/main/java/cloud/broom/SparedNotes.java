package cloud.broom;

import cloud.broom.control.Exemption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a run says of the exemptions it met: each once, and no more than so many, however many resources they cover. */
final class SparedNotes {
    static final int MOST = 10;

    private static final String MALFORMED = "exemption ";
    private static final String MORE = Spared.EXEMPT + "more than is told here: broom exempt ls, or the tag of each";
    private static final int CHARS = 300;

    private final Set<String> said = new HashSet<>();

    /** Notes of a run that has said this much already. */
    SparedNotes(List<String> before) {
        before.stream()
                .filter(note ->
                        Stream.of(Spared.EXEMPT, MALFORMED, Spared.UNKNOWN).anyMatch(note::startsWith))
                .forEach(said::add);
    }

    /** What is to be said now, and has not been. */
    List<String> of(Collection<Spared> spared, List<Exemption> malformed) {
        List<String> fresh = new ArrayList<>();
        Stream.concat(malformed.stream().map(SparedNotes::note), spared.stream().map(Spared::note))
                .map(SparedNotes::shown)
                .distinct()
                .sorted()
                .map(note -> said.size() < MOST || said.contains(note) ? note : MORE)
                .filter(said::add)
                .forEach(fresh::add);
        return fresh;
    }

    /** In one line, and not too long a one: a tag and a row that was made by hand may hold anything. */
    private static String shown(String note) {
        String line = note.replaceAll("\\p{Cntrl}", "?");
        return line.length() > CHARS ? line.substring(0, CHARS) + "..." : line;
    }

    private static String note(Exemption malformed) {
        return MALFORMED + malformed + " cannot be read and protects until it is removed: broom exempt rm";
    }
}
