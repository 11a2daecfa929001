package cloud.broom.cli.file;

import cloud.broom.job.JobName;
import cloud.broom.json.Refused;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The name a job goes by, even if the rest of it cannot be read. */
final class JobNames {
    private JobNames() {}

    static Optional<JobName> of(JsonNode job) {
        try {
            return job.path("name").isTextual()
                    ? Optional.of(new JobName(job.path("name").asText()))
                    : Optional.empty();
        } catch (Refused notAName) {
            return Optional.empty();
        }
    }
}
