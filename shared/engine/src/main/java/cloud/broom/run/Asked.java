package cloud.broom.run;

import cloud.broom.job.Job;
import cloud.broom.job.Slot;
import java.time.Instant;

/**
 * What a run was made for; it never changes.
 *
 * @param job the spec, in the mode it was asked for
 * @param function what to invoke to move it on
 * @param asOf its idea of now, from which ages are counted
 * @param claim the write id of its making: the folder of its parts, so that an earlier run of the same slot, long
 *     forgotten, lends it none
 */
public record Asked(Job job, Slot slot, String function, Instant asOf, String claim) {}
