package cloud.broom.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.Answer;
import cloud.broom.approval.Approvals;
import cloud.broom.cli.screen.Exit;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.job.Job;
import cloud.broom.job.JobReader;
import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.retry.Attempts;
import cloud.broom.run.Asked;
import cloud.broom.run.Ended;
import cloud.broom.run.Progress;
import cloud.broom.run.Run;
import cloud.broom.run.Running;
import cloud.broom.run.Stamp;
import cloud.broom.run.State;
import cloud.broom.run.Status;
import cloud.broom.run.Waiting;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FollowingTest {
    private static final Instant NOW = Instant.parse("2026-03-27T12:00:00Z");
    private static final Job JOB = JobReader.read(
            Json.parse("{\"name\": \"logs\", \"task\": \"s3-stale-objects\", \"params\": {}}", "job"), "job");
    private static final Ask ASK = Ask.of(JOB, Mode.DRY_RUN, new Slot("once"));
    private static final State COMPLETED = new Ended(Ended.How.COMPLETED, "", NOW);

    private final Deque<Optional<Run>> record = new ArrayDeque<>();
    private final List<Status> seen = new ArrayList<>();
    private int pauses;

    @Test
    void followsAcrossInvocationsToTheEnd() {
        record.add(Optional.of(run(new Running("request", NOW.plusSeconds(60)))));
        record.add(Optional.of(run(new Waiting(Waiting.Cause.BUDGET, NOW, ""))));
        record.add(Optional.of(run(new Waiting(Waiting.Cause.RETRY, NOW.plusSeconds(9), "S3.SlowDown"))));
        record.add(Optional.of(run(COMPLETED)));

        Run ended = following(Trouble.missing("not called", "")).follow(ASK.run(), this::note);

        assertThat(ended.state()).isEqualTo(COMPLETED);
        assertThat(seen).containsExactly(Status.RUNNING, Status.SUSPENDED, Status.AWAITING_RETRY);
        assertThat(pauses).isEqualTo(3);
    }

    @Test
    void doesNotWaitForAPerson() {
        record.add(Optional.of(run(new Waiting(Waiting.Cause.LIMIT, NOW.plusSeconds(99), "too many"))));

        Run parked = following(Trouble.missing("not called", "")).follow(ASK.run(), this::note);

        assertThat(parked.state().status()).isEqualTo(Status.BLOCKED);
        assertThat(pauses).isZero();
    }

    @Test
    void saysSoIfNobodyWakesIt() {
        record.add(Optional.of(run(new Waiting(Waiting.Cause.BUDGET, NOW.minusSeconds(301), ""))));

        assertThatThrownBy(() -> following(Trouble.missing("not called", "")).follow(ASK.run(), this::note))
                .isInstanceOfSatisfying(Trouble.class, trouble -> {
                    assertThat(trouble).hasMessageContaining("nothing wakes it");
                    assertThat(trouble.wayOut()).contains("watchdog");
                });
    }

    @Test
    void answersFromTheRecordIfTheCallBreaksOff() {
        record.add(Optional.empty());
        record.add(Optional.of(run(new Running("request", NOW.plusSeconds(60)))));

        Answer answer =
                following(Trouble.missing("the connection broke off", "")).ask(ASK, this::note);

        assertThat(answer.state()).isEqualTo(Status.RUNNING);
        assertThat(answer.run()).isEqualTo(RunId.of(JOB.name(), new Slot("once")));
    }

    @Test
    void doesNotTakeAnEarlierRunForAnAnswer() {
        record.add(Optional.of(run(COMPLETED)));
        record.add(Optional.of(run(COMPLETED)));

        assertThatThrownBy(() -> following(Trouble.missing("access denied", "")).ask(ASK, this::note))
                .hasMessage("access denied");
    }

    @Test
    void passesARefusalOn() {
        record.add(Optional.empty());

        assertThatThrownBy(() ->
                        following(Trouble.refused("job.task: is unknown", "")).ask(ASK, this::note))
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.exit()).isEqualTo(Exit.REFUSED));
    }

    private Following following(Trouble thrown) {
        return new Following(
                ask -> {
                    throw thrown;
                },
                id -> record.remove(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                length -> pauses++);
    }

    private void note(Run run) {
        seen.add(run.state().status());
    }

    private static Run run(State state) {
        return new Run(
                ASK.run(),
                new Asked(JOB, JOB.mode(), new Slot("once"), "function", NOW, Asked.Novelty.KNOWN, "claim"),
                state,
                Progress.NONE,
                Attempts.NONE,
                Approvals.NONE,
                new Stamp(1, 1, "write"));
    }
}
