package cloud.broom.run;

import cloud.broom.job.RunId;
import java.util.Optional;

/**
 * What became of a job's slot.
 *
 * @param run that it started; empty if it is MISSED and will start none
 * @param missed why, if it is
 */
public record SlotUse(Optional<RunId> run, Optional<Missed> missed) {}
