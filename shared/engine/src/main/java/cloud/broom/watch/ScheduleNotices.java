package cloud.broom.watch;

import cloud.broom.notice.Alert;
import cloud.broom.run.Timetable;
import java.util.List;
import java.util.Map;

/** What is told of schedules that belong to no incident of a job. */
final class ScheduleNotices {
    private ScheduleNotices() {}

    static Alert gone(Timetable known, String site) {
        String job = known.job().name().value();
        return new Alert(
                "schedule." + job + "." + (known.version() + 1) + ".gone.alert",
                "[GONE] the schedule of " + job + site,
                List.of(
                        "Nothing was deleted or changed. " + job + " is no longer started by a schedule.",
                        "Why: schedule " + Timer.name(known.schedule()) + " is gone"),
                List.of(new Alert.Step("Look", "broom schedule ls"), new Alert.Step("Go", "broom run " + job)),
                List.of("Owner " + known.job().owner().orElse("not named") + ", was " + known.firing()),
                Map.of(
                        "job",
                        job,
                        "task",
                        known.job().task(),
                        "state",
                        "GONE",
                        "severity",
                        Alert.Severity.WARNING.name()));
    }

    static Alert unreadable(String id, Timer timer, String why, String site) {
        return new Alert(
                id,
                "[UNREADABLE] schedule " + timer.name() + site,
                List.of("Nothing it asks for can be run, and its slots cannot be looked after.", "Why: " + why),
                List.of(new Alert.Step(
                        "Look",
                        "aws scheduler get-schedule --group-name " + group(timer) + " --name "
                                + timer.name().substring(timer.name().indexOf('/') + 1))),
                List.of("It calls function " + timer.function()),
                Map.of("state", "UNREADABLE", "severity", Alert.Severity.WARNING.name()));
    }

    private static String group(Timer timer) {
        int end = timer.name().indexOf('/');
        return end < 0 ? "default" : timer.name().substring(0, end);
    }
}
