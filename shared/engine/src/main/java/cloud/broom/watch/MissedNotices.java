package cloud.broom.watch;

import cloud.broom.incident.Incident;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.run.Missed;
import cloud.broom.run.Status;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told of slots that are missed, and of what else the watchdog finds wrong with a job's schedule. */
final class MissedNotices {
    private MissedNotices() {}

    static Event event(Missed missed) {
        ObjectNode detail = Json.object();
        detail.put("version", "1")
                .put("run", missed.run().value())
                .put("job", missed.job().value())
                .put("task", missed.task())
                .put("mode", missed.mode().toString())
                .put("slot", missed.slot().text())
                .put("reason", missed.reason())
                .put("state", Status.MISSED.name())
                .put("at", missed.at().toString());
        return new Event(missed.run() + ".missed.event", "Run Missed", detail);
    }

    /** Of an incident that has just been opened, or opened again. */
    static Alert alert(Job job, Incident incident, Case told, Site site) {
        return new Alert(
                incident.id() + "." + incident.occurrences() + ".alert",
                "[" + told.state + "] " + job.name() + ", " + site,
                told.lead,
                told.steps,
                List.of(tail(job, incident)),
                Map.of(
                        "job",
                        job.name().value(),
                        "task",
                        job.task(),
                        "state",
                        told.state,
                        "severity",
                        incident.trouble().severity().name(),
                        "incident",
                        incident.id()));
    }

    private static String tail(Job job, Incident incident) {
        return "Owner " + job.owner().orElse("not named") + ", incident " + incident.id() + ", "
                + ordinal(incident.occurrences()) + ", runbook "
                + job.runbook().map(Object::toString).orElse("not named");
    }

    private static String ordinal(long n) {
        boolean teen = n % 100 >= 11 && n % 100 <= 13;
        int last = teen ? 0 : (int) (n % 10);
        return n + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
    }

    /** What happened, why, and what can be done. */
    record Case(String state, List<String> lead, List<Alert.Step> steps) {
        Case {
            lead = List.copyOf(lead);
            steps = List.copyOf(steps);
        }

        static Case missed(Job job, List<Missed> slots, String why, Optional<Instant> next) {
            int n = slots.size();
            String which = n == 1
                    ? "Slot " + slots.get(0).slot() + " did not run"
                    : n + " slots did not run, the last of them "
                            + slots.get(n - 1).slot();
            List<String> lead = new ArrayList<>();
            lead.add(which + ": nothing was deleted or changed.");
            lead.add("Why: " + why);
            lead.add(next.map(at -> "Next: " + at).orElse("Next: never"));
            List<Alert.Step> steps = new ArrayList<>();
            steps.add(new Alert.Step("Look", "broom runs " + job.name()));
            steps.add(new Alert.Step("Go", "broom run " + job.name() + (job.mode() == Mode.APPLY ? " --apply" : "")));
            steps.add(new Alert.Step("Stop", "broom pause " + job.name()));
            return new Case(Status.MISSED.name(), lead, steps);
        }

        static Case mismatch(String why) {
            return new Case(
                    "MISMATCH",
                    List.of("Nothing was deleted or changed by this.", "Why: " + why),
                    List.of(new Alert.Step("Look", "broom schedule ls")));
        }

        static Case lost(Job job, String letter, String why) {
            return new Case(
                    Status.FAILED.name(),
                    List.of("A call was given up: nothing was deleted or changed by it.", "Why: " + why),
                    List.of(
                            new Alert.Step("Look", "broom runs " + job.name()),
                            new Alert.Step("Go", "broom redrive " + letter)));
        }
    }
}
