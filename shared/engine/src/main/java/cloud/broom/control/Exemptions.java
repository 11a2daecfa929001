package cloud.broom.control;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.partitioningBy;

import cloud.broom.job.JobName;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All exemptions, as they were when the control row stood at a version, or later. */
public final class Exemptions {
    public static final Exemptions NONE = new Exemptions(0, List.of());

    private final long version;
    private final List<Exemption> all;
    private final Map<String, List<Exemption>> exact;
    private final List<Exemption> patterns;

    /** Exemptions read no earlier than the control row stood at {@code version}. */
    public Exemptions(long version, List<Exemption> all) {
        this.version = version;
        this.all = List.copyOf(all);
        Map<Boolean, List<Exemption>> kinds =
                all.stream().collect(partitioningBy(one -> one.glob().exact()));
        this.exact = kinds.getOrDefault(true, List.of()).stream()
                .collect(groupingBy(one -> one.glob().pattern()));
        this.patterns = List.copyOf(kinds.getOrDefault(false, List.of()));
    }

    public long version() {
        return version;
    }

    /** Every one, expired ones too, as the store lists them. */
    public List<Exemption> all() {
        return all;
    }

    /** One that protects a resource from a job, if any does; of several the one that does so longest. */
    public Optional<Exemption> covering(JobName job, String resourceId, Instant at) {
        return Stream.concat(exact.getOrDefault(resourceId, List.of()).stream(), patterns.stream())
                .filter(one -> one.covers(job, resourceId, at))
                .max(Comparator.comparing(one -> one.expires().orElse(Instant.MAX)));
    }

    /** What is stored and cannot be read. */
    public List<Exemption> malformed() {
        return all.stream().filter(one -> one.problem().isPresent()).toList();
    }
}
