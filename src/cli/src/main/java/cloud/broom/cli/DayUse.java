package cloud.broom.cli;

import cloud.broom.cli.stack.Records;
import cloud.broom.job.Job;
import cloud.broom.job.Measure;
import cloud.broom.run.Taken;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is taken of the limits of the UTC day it is. */
record DayUse(LocalDate day, Taken taken) {
    /** Empty, and nothing read, for a job that has no such limits. */
    static Optional<DayUse> of(Job job, Records from, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Optional.of(job)
                .filter(bounded -> !bounded.limits().day().isEmpty())
                .map(bounded -> new DayUse(today, from.taken(today, bounded.name())));
    }

    /** What of each of the job's limits is taken, and how many items the whole stack has taken. */
    String line(Job job) {
        String used = job.limits().day().entrySet().stream()
                .map(limit -> limit.getKey().key() + " "
                        + limit.getKey().show(taken.byJob().of(limit.getKey())) + " of "
                        + limit.getValue().show(limit.getKey()))
                .collect(Collectors.joining(", "));
        return "Taken on " + day + ": " + used + "; by the whole stack items "
                + Measure.ITEMS.show(taken.byStack().of(Measure.ITEMS));
    }
}
