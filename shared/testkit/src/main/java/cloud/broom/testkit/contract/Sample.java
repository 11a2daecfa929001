package cloud.broom.testkit.contract;

import cloud.broom.approval.Approvals;
import cloud.broom.approval.Principal;
import cloud.broom.job.Job;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.notice.Notice;
import cloud.broom.plan.Amounts;
import cloud.broom.plan.Digest;
import cloud.broom.plan.Totals;
import cloud.broom.retry.Attempts;
import cloud.broom.run.Asked;
import cloud.broom.run.Commit;
import cloud.broom.run.Ended;
import cloud.broom.run.Entry;
import cloud.broom.run.Order;
import cloud.broom.run.Place;
import cloud.broom.run.Progress;
import cloud.broom.run.Reservation;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Stamp;
import cloud.broom.run.State;
import cloud.broom.run.Waiting;
import cloud.broom.task.CallCounts;
import cloud.broom.task.Cursor;
import cloud.broom.task.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs to write and read back. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-01-31T03:00:02.250Z");
    static final Instant LEASE = NOW.plus(Duration.ofMinutes(15));
    /** Everything that has broken a store, a quoting or an index before. */
    static final String HOSTILE = "größe \u2028\u2029 \"'\\ \n\t\u0000 <&> 🧹 ﷽ #kind :value ${x}";

    private Sample() {}

    static Job job(String name) {
        return job(name, "{\"prefix\": \"a\"}");
    }

    static Job job(String name, String params) {
        return Json.read(
                "{\"name\": \"" + name
                        + "\", \"task\": \"fake\", \"mode\": \"apply\", \"owner\": \"team\", \"params\": " + params
                        + "}",
                Job.class,
                "job");
    }

    /** A job that says everything a job can. */
    static Job fullJob() {
        return Json.read(
                """
                {"name": "tidy", "task": "fake", "mode": "apply", "owner": "größe & co", "runbook": "https://example.com/a?b=c",
                 "params": {"prefix": "a/\\"b\\"", "n": 12345678901, "x": 1.5, "no": false, "list": [1, {"k": null}], "empty": ""},
                 "limits": {"items": "unlimited", "percent": 12.5, "bytes": "500GiB", "usd": 0.25, "perDay": {"items": 7, "usd": 100}},
                 "approval": {"above": {"items": 10, "bytes": 0}, "timeout": "P3D", "onTimeout": "fail", "approvers": 2,
                              "irreversible": "waived", "firstApply": "required"},
                 "grace": "P7D", "window": {"days": ["MONDAY"], "from": "09:00", "to": "16:30", "timezone": "Europe/Berlin"},
                 "onParked": "supersede",
                 "retry": [{"ErrorEquals": ["S3.SlowDown", "Broom.Crashed"], "IntervalSeconds": 3, "MaxAttempts": 4,
                            "BackoffRate": 1.5, "MaxDelaySeconds": 60, "JitterStrategy": "FULL"},
                           {"ErrorEquals": ["States.ALL"]}],
                 "catch": [{"ErrorEquals": ["S3.AccessDenied"], "Next": "fail"},
                           {"ErrorEquals": ["States.ALL"], "Next": "settle-partial"}],
                 "overlap": "queue", "timeout": "PT6H"}""",
                Job.class,
                "job");
    }

    /** A run as its claim writes it, held until {@link #LEASE}. */
    static Run claimed(Job job, String slot) {
        Slot asked = new Slot(slot);
        return new Run(
                RunId.of(job.name(), asked),
                new Asked(
                        job,
                        job.mode(),
                        asked,
                        "function-of-" + job.name(),
                        NOW,
                        Asked.Novelty.KNOWN,
                        "claim-" + slot.hashCode()),
                new Running("request-1", LEASE),
                Progress.NONE,
                Attempts.NONE,
                Approvals.NONE,
                new Stamp(1, 1, "claim-" + slot.hashCode()));
    }

    static Run claimed(String job, String slot) {
        return claimed(job(job), slot);
    }

    /** A run none of whose fields is what it would be by default. */
    static Run full() {
        Run claimed = claimed(fullJob(), "2026-01-31T03:00:00Z");
        Progress progress = new Progress(
                new Cursor.After(HOSTILE),
                7,
                5,
                3,
                new Totals(
                        1_000_000_000_000L,
                        2,
                        3,
                        4,
                        400,
                        350,
                        5_000_000_000_000L,
                        new Usd(7),
                        60,
                        70,
                        80,
                        9,
                        new Usd(8)),
                Digest.NONE.then(new byte[] {1}),
                List.of(HOSTILE, "second note"),
                Duration.ofSeconds(3601, 5_000_000),
                new CallCounts(new TreeMap<>(Map.of("S3.ListObjectsV2", 12L, "S3.DeleteObjects", 3L))));
        return new Run(
                claimed.id(),
                new Asked(
                        claimed.job(),
                        Mode.DRY_RUN,
                        claimed.asked().slot(),
                        "arn:aws:lambda:x",
                        NOW.plusNanos(123_456),
                        Asked.Novelty.NEW,
                        "c"),
                new Running(HOSTILE, LEASE),
                progress,
                new Attempts(Map.of(0, 2, 3, 1)),
                Approvals.NONE.plus(new Approvals.Given(
                        new Principal("arn:aws:sts::123456789012:assumed-role/Admin/ann"), progress.digest(), NOW)),
                Optional.of(new Reservation(
                        LocalDate.parse("2026-02-01"), new Amounts(9, 10, new Usd(11)), new Amounts(1, 2, new Usd(3)))),
                new Stamp(1, 1, "w"));
    }

    /** The next version of a run, in another state. */
    static Run next(Run run, State state) {
        Stamp stamp = run.stamp();
        return new Run(
                run.id(),
                run.asked(),
                state,
                run.progress(),
                run.attempts(),
                run.approvals(),
                run.reserved(),
                new Stamp(stamp.version() + 1, stamp.fence(), "write-" + (stamp.version() + 1)));
    }

    static Waiting waiting(Instant until) {
        return new Waiting(Waiting.Cause.RETRY, until, "S3.SlowDown");
    }

    static Ended completed() {
        return new Ended(Ended.How.COMPLETED, "", NOW);
    }

    static Commit commit(Run run, Notice... notices) {
        return checkpoint(run)
                .noting(new Entry(NOW, "claimed", "request-1", HOSTILE))
                .telling(List.of(notices));
    }

    /** A checkpoint: without a line of history. */
    static Commit checkpoint(Run run) {
        return Commit.of(run);
    }

    /** A place that nobody ever had, as the first run takes it. */
    static Place taken(Run run) {
        return new Place(run.job().name(), Optional.of(run.id()), List.of(), 1);
    }

    /** The same place a change later: the first of these has it, the others wait. */
    static Place then(Place before, Run... runs) {
        List<RunId> ids = Stream.of(runs).map(Run::id).toList();
        return new Place(
                before.job(), ids.stream().findFirst(), ids.stream().skip(1).toList(), before.version() + 1);
    }

    static Order order(Run run, String id, Order.Kind kind) {
        return new Order(id, run.id(), "function-of-" + run.job().name(), kind, HOSTILE, Optional.empty(), NOW);
    }

    static Alert alert(String id) {
        return new Alert(id, "[FAILED] tidy", HOSTILE, Map.of("job", "tidy", "severity", "ERROR"));
    }

    static Event event(String id) {
        return new Event(id, "Run Failed", Json.tree(Map.of("reason", HOSTILE, "done", 3)));
    }
}
