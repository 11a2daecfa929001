package cloud.broom.cli.file;

import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a broom.yaml holds: {@code defaults}, merged into each of {@code jobs}.
 *
 * @param entries the jobs that can be read
 * @param problems all that is wrong, in the file's order; empty if every job can be used
 */
public record BroomFile(List<Entry> entries, List<Problem> problems) {
    private static final List<String> KEYS = List.of("defaults", "jobs");

    public BroomFile {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a file's text, as far as it can be read.
     *
     * @param place the file's name, for problems that belong to no key
     */
    public static BroomFile read(String text, String place) {
        try {
            JsonNode root = Yaml.read(text, place);
            Refused.when(!root.isObject(), place, "is not a mapping with the keys " + String.join(", ", KEYS));
            return new Reading((ObjectNode) root).read();
        } catch (Refused whole) {
            return new BroomFile(List.of(), List.of(Problem.of(whole)));
        }
    }

    /** The job of that name, if it can be read. */
    public Optional<Entry> find(JobName name) {
        return entries.stream().filter(entry -> entry.job().name().equals(name)).findFirst();
    }

    /** One pass over a file. */
    private static final class Reading {
        private final ObjectNode root;
        private final List<Entry> entries = new ArrayList<>();
        private final Set<Problem> problems = new LinkedHashSet<>();
        private final Set<JobName> names = new HashSet<>();

        Reading(ObjectNode root) {
            this.root = root;
        }

        BroomFile read() {
            root.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    problem(key, "is not a known key: allowed are " + String.join(", ", KEYS));
                }
            });
            Defaults defaults = defaults(root.path("defaults"));
            JsonNode jobs = root.path("jobs");
            if (!jobs.isArray() || jobs.isEmpty()) {
                problem("jobs", jobs.isMissingNode() ? "is missing: a list of jobs" : "is not a list of jobs");
            }
            for (int i = 0; i < jobs.size(); i++) {
                read(jobs.get(i), "jobs[" + i + "]", defaults);
            }
            return new BroomFile(entries, List.copyOf(problems));
        }

        private void read(JsonNode written, String place, Defaults defaults) {
            if (!written.isObject()) {
                problem(place, "is not a mapping with a job's keys");
                return;
            }
            EntryReader reader = new EntryReader((ObjectNode) written, place, defaults);
            reader.problems().forEach(problems::add);
            reader.entry().ifPresent(this::add);
            JobNames.of(written).ifPresent(name -> {
                if (!names.add(name)) {
                    problem(place + ".name", "'" + name + "' is the name of an earlier job: names are unique");
                }
            });
        }

        private void add(Entry entry) {
            if (!names.contains(entry.job().name())) {
                entries.add(entry);
            }
        }

        private Defaults defaults(JsonNode node) {
            if (node.isMissingNode()) {
                return Defaults.NONE;
            }
            if (!node.isObject()) {
                problem("defaults", "is not a mapping with a job's keys");
                return Defaults.NONE;
            }
            if (node.has("name")) {
                problem("defaults.name", "cannot be shared: every job has its own name");
            }
            return new Defaults(((ObjectNode) node).deepCopy().without("name"));
        }

        private void problem(String path, String what) {
            problems.add(new Problem(path, what));
        }
    }
}
