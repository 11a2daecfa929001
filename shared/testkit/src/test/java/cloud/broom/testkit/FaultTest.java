package cloud.broom.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Refused;
import cloud.broom.task.Cursor;
import cloud.broom.task.TaskFailure;
import cloud.broom.task.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fakes do what they are told, since a simulation believes them. */
final class FaultTest {
    private static final byte[] BYTES = {1};

    private final FakeParts parts = new FakeParts();
    private final FakeClock clock = new FakeClock(Instant.EPOCH);

    @Test
    void failedCallHasNoEffectAndOnlyTheNextOneFails() {
        parts.failNext(FakeParts.Call.PUT_ONCE);

        assertThatThrownBy(() -> parts.putOnce("part", BYTES)).isInstanceOf(TaskFailure.class);
        assertThat(parts.names()).isEmpty();
        assertThat(parts.putOnce("part", BYTES)).isEqualTo(BYTES);
    }

    @Test
    void callWhoseResponseIsLostHasItsEffect() {
        parts.loseResponseOfNext();

        assertThatThrownBy(() -> parts.putOnce("part", BYTES)).isInstanceOf(TaskFailure.class);
        assertThat(parts.get("part")).isEqualTo(BYTES);
    }

    @Test
    void whatIsToldComesBeforeChanceAndBothAreCounted() {
        parts.calls().each(call -> Fault.dyingBefore());
        parts.calls().next(FakeParts.Call.PUT_ONCE, Fault.NONE);
        parts.putOnce("part", BYTES);

        assertThatThrownBy(() -> parts.get("part")).isInstanceOf(Crash.class);
        assertThat(parts.calls().count(FakeParts.Call.PUT_ONCE)).isEqualTo(1);
        assertThat(parts.calls().count(FakeParts.Call.FIND)).isEqualTo(1);
        assertThat(parts.calls().total()).isEqualTo(2);
    }

    @Test
    void readHasNoResponseWorthLosing() {
        assertThatThrownBy(() -> new FakeRuns().loseResponseOfNext(FakeRuns.Call.FIND))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clockMovesOnlyForward() {
        clock.advance(Duration.ofSeconds(5));
        clock.advanceTo(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH.plusSeconds(5));
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pauseMovesTheClockAndEndsTheInvocationAtItsDeadline() {
        FakeInvocation here = FakeInvocation.of(clock, Duration.ofSeconds(10), 1);

        here.pause(Duration.ofSeconds(4));

        assertThat(here.now()).isEqualTo(Instant.EPOCH.plusSeconds(4));
        assertThat(here.paused()).isEqualTo(Duration.ofSeconds(4));
        assertThatThrownBy(() -> here.pause(Duration.ofSeconds(6))).isInstanceOf(Crash.class);
    }

    @Test
    void skewedHostKnowsAnotherTimeButTheSameDeadline() {
        FakeInvocation here =
                FakeInvocation.of(clock, Duration.ofSeconds(10), 1).skewed(Duration.ofSeconds(-3));

        assertThat(here.now()).isEqualTo(Instant.EPOCH.minusSeconds(3));
        assertThat(here.deadline()).isEqualTo(Instant.EPOCH.plusSeconds(10));
    }

    @Test
    void invocationsOfOneSeedHaveTheSameLuck() {
        FakeInvocation one = FakeInvocation.of(clock, Duration.ofSeconds(10), 7);
        FakeInvocation same = FakeInvocation.of(clock, Duration.ofSeconds(10), 7);
        FakeInvocation other = FakeInvocation.of(clock, Duration.ofSeconds(10), 8);

        long drawn = one.chance().nextLong();

        assertThat(same.chance().nextLong()).isEqualTo(drawn);
        assertThat(other.chance().nextLong()).isNotEqualTo(drawn);
    }

    @Test
    void taskAnswersInPagesAndRefusesToGoOnFromTheEnd() {
        FakeTask task = new FakeTask(2, 2).stale("a", "b").put(Verdict.NO, "c");
        FakeTask.Params params = new FakeTask.Params("a");

        assertThat(task.find(params, new Cursor.Start(), 10).next()).isEqualTo(new Cursor.After("b"));
        assertThat(task.find(params, new Cursor.Start(), 1).resources()).hasSize(1);
        assertThat(task.find(params, new Cursor.After("b"), 10).next()).isEqualTo(new Cursor.End());
        assertThatThrownBy(() -> task.find(params, new Cursor.End(), 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FakeTask.Params("")).isInstanceOf(Refused.class);
    }

    @Test
    void taskRefusesMoreThanItsBatch() {
        FakeTask task = new FakeTask(3, 1).stale("a", "b");
        List<FakeTask.Item> both =
                task.find(new FakeTask.Params("a"), new Cursor.Start(), 10).resources();

        assertThatThrownBy(() -> task.act(new FakeTask.Params("a"), both))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 are declared");
        assertThat(task.left()).hasSize(2);
    }
}
