package cloud.broom.control;

import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that must not go, though it qualifies.
 *
 * @param glob of the ids of resources
 * @param job the only job it is for; empty for every job
 * @param owner who answers for it
 * @param expires from when on it protects no more; empty for never
 * @param problem what is wrong with it as it is stored; then it protects all the same, for every job and without end
 */
public record Exemption(
        Glob glob,
        Optional<JobName> job,
        String owner,
        String reason,
        Optional<Instant> expires,
        String createdBy,
        Instant createdAt,
        Optional<String> problem) {
    /** One that expires within this is told of. */
    public static final Duration SOON = Duration.ofDays(14);

    private static final int OWNER_CHARS = 200;
    private static final int REASON_CHARS = 500;

    public Exemption {
        Refused.when(problem.isEmpty() && owner.isBlank(), "owner", "is empty: who answers for the exemption");
        Refused.when(owner.length() > OWNER_CHARS, "owner", "is longer than " + OWNER_CHARS + " characters");
        Refused.when(problem.isEmpty() && reason.isBlank(), "reason", "is empty: say why it must not go");
        Refused.when(reason.length() > REASON_CHARS, "reason", "is longer than " + REASON_CHARS + " characters");
        Refused.when(createdBy.length() > REASON_CHARS, "createdBy", "is longer than " + REASON_CHARS + " characters");
        Refused.when(
                expires.filter(at -> !at.isAfter(createdAt)).isPresent() && problem.isEmpty(),
                "expires",
                expires.map(Instant::toString).orElse("") + " is over already");
    }

    /** One as a person says it. */
    public static Exemption of(
            Glob glob, Optional<JobName> job, Terms terms, Optional<Instant> expires, String createdBy, Instant at) {
        return new Exemption(glob, job, terms.owner(), terms.reason(), expires, createdBy, at, Optional.empty());
    }

    /** One that is stored and cannot be read: it protects what its key says, for every job and without end. */
    public static Exemption malformed(Glob glob, String problem) {
        return new Exemption(
                glob,
                Optional.empty(),
                "",
                "malformed, and so taken to protect",
                Optional.empty(),
                "",
                Instant.EPOCH,
                Optional.of(problem));
    }

    /** Whether it protects a resource from a job. */
    public boolean covers(JobName from, String resourceId, Instant at) {
        return holds(at) && job.filter(only -> !only.equals(from)).isEmpty() && glob.matches(resourceId);
    }

    /** Whether it has not expired. */
    public boolean holds(Instant at) {
        return expires.filter(end -> !at.isBefore(end)).isEmpty();
    }

    /** For an outcome or a note: {@code 'logs/keep/*' (team-a: legal hold)}. */
    @Override
    public String toString() {
        return "'" + glob + "' (" + problem.orElseGet(() -> owner + ": " + reason) + ")";
    }

    /** Who answers for an exemption, and why it is. */
    public record Terms(String owner, String reason) {}
}
