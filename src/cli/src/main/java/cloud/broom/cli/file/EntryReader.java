package cloud.broom.cli.file;

import cloud.broom.job.Job;
import cloud.broom.job.JobReader;
import cloud.broom.json.Refused;
import cloud.broom.where.Conditions;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one job of a file. The job's own reader stops at the first problem; to list them all, what it refuses is mended in a
 * copy and read again.
 */
final class EntryReader {
    private static final int PROBLEMS = 50;

    private final ObjectNode written;
    private final String place;
    private final Defaults defaults;
    private final List<Problem> problems = new ArrayList<>();
    private final Optional<Entry> entry;

    EntryReader(ObjectNode written, String place, Defaults defaults) {
        this.written = written;
        this.place = place;
        this.defaults = defaults;
        Optional<Job> job = job(defaults.under(written).deepCopy());
        this.entry = problems.isEmpty() ? job.map(Entry::new) : Optional.empty();
    }

    /** The job, if nothing is wrong with it. */
    Optional<Entry> entry() {
        return entry;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    private Optional<Job> job(ObjectNode spec) {
        Mending copy = new Mending(spec, place);
        for (int i = 0; i < PROBLEMS; i++) {
            try {
                return Optional.of(checked(JobReader.read(copy.spec(), place)));
            } catch (Refused refused) {
                boolean again = copy.seen(refused.path());
                if (!again) {
                    problem(refused);
                }
                if (!copy.mend(refused.path())) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Of a task's parameters only the condition is known here, and of that only whether it is one. */
    private Job checked(Job job) {
        try {
            Conditions.checkSyntax(job.params());
            return job;
        } catch (Refused refused) {
            throw refused.within(place + ".params");
        }
    }

    /** What is wrong with a value that comes from the defaults is told of the defaults. */
    private void problem(Refused refused) {
        String within = refused.path().startsWith(place + ".") ? refused.path().substring(place.length() + 1) : "";
        boolean inherited = !within.isEmpty()
                && Steps.of(within).in(written).isMissingNode()
                && !Steps.of(within).in(defaults.node()).isMissingNode();
        problems.add(new Problem(inherited ? "defaults." + within : refused.path(), refused.problem()));
    }
}
