package cloud.broom.run;

import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import java.time.Instant;
import java.util.function.Function;

/** A row of the agenda whose time has come. */
public sealed interface Due {
    <T> T match(
            Function<OfRun, T> run,
            Function<OfNotice, T> notice,
            Function<OfHealth, T> health,
            Function<OfTimetable, T> timetable);

    /** A run, or an order to it, and the function to invoke with its id; {@code since} when it is due. */
    record OfRun(RunId run, String function, Instant since) implements Due {
        @Override
        public <T> T match(
                Function<OfRun, T> run,
                Function<OfNotice, T> notice,
                Function<OfHealth, T> health,
                Function<OfTimetable, T> timetable) {
            return run.apply(this);
        }
    }

    record OfNotice(String id) implements Due {
        @Override
        public <T> T match(
                Function<OfRun, T> run,
                Function<OfNotice, T> notice,
                Function<OfHealth, T> health,
                Function<OfTimetable, T> timetable) {
            return notice.apply(this);
        }
    }

    /** An incident of a job of which people are to be told again. */
    record OfHealth(JobName job) implements Due {
        @Override
        public <T> T match(
                Function<OfRun, T> run,
                Function<OfNotice, T> notice,
                Function<OfHealth, T> health,
                Function<OfTimetable, T> timetable) {
            return health.apply(this);
        }
    }

    /** A slot of a job that has had its time to start. */
    record OfTimetable(JobName job) implements Due {
        @Override
        public <T> T match(
                Function<OfRun, T> run,
                Function<OfNotice, T> notice,
                Function<OfHealth, T> health,
                Function<OfTimetable, T> timetable) {
            return timetable.apply(this);
        }
    }
}
