package cloud.broom.aws;

import cloud.broom.job.RunId;
import java.time.Instant;

/** A run in a list, as the indexes project it: no totals, since a checkpoint does not write them there. */
public record RunLine(
        RunId id, String job, String task, String status, String reason, String mode, String slot, Instant createdAt) {}
