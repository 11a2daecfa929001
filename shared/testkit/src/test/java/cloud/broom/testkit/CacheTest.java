package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.Broom;
import cloud.broom.Stores;
import cloud.broom.call.Call;
import cloud.broom.fact.Cached;
import cloud.broom.fact.Content;
import cloud.broom.fact.Fact;
import cloud.broom.job.RunId;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Entry;
import cloud.broom.run.Status;
import cloud.broom.task.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a search looks up is looked up again only when it has to be. */
final class CacheTest {
    private static final String SIX_HOURS = ",\"cache\":{\"ttl\":\"PT6H\"}";
    private static final String REFRESH = ",\"cache\":{\"ttl\":\"PT6H\",\"refresh\":true}";
    private static final ErrorName DENIED = ErrorName.of("Fake.AccessDenied");

    private final Scene scene = Scene.small();
    private final FakeFacts facts = new FakeFacts();
    private final LookingTask task = new LookingTask(scene.task);
    private int slots;

    @Test
    void nextRunTakesWhatTheOneBeforeItRead() {
        Instant readAt = scene.clock.instant();
        ask(apply(SIX_HOURS));
        scene.clock.advance(Duration.ofHours(5));

        Answer second = ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(1);
        assertThat(task.last().origin()).isEqualTo(Cached.Origin.HIT);
        assertThat(task.last().value()).contains(new LookingTask.Owner("ann"));
        assertThat(task.last().kept()).contains(new Cached.Kept(readAt, readAt.plus(Duration.ofHours(6))));
        assertThat(scene.stored(second.run()).progress().notes()).containsExactly("owner as of " + readAt + ", cached");
    }

    @Test
    void answerIsTakenUntilItIsAsOldAsTheJobAllowsAndNotAMomentLonger() {
        ask(apply(SIX_HOURS));
        scene.clock.advance(Duration.ofHours(6));
        ask(apply(SIX_HOURS));
        assertThat(task.looks()).isEqualTo(1);

        scene.clock.advance(Duration.ofMillis(1));
        ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void ttlOfWhoeverTakesItDecidesWhateverTheWritersWas() {
        ask(apply(SIX_HOURS.replace("PT6H", "P9D")));
        scene.clock.advance(Duration.ofHours(7));

        ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void answerOfAClockThatIsFarAheadIsNotTaken() {
        ask(apply(SIX_HOURS));
        Fact kept = facts.kept().get(0);
        Instant ahead = scene.clock.instant().plus(Duration.ofHours(1));
        facts.keep(
                new Fact(kept.key(), kept.task(), kept.job(), kept.question(), ahead, kept.expires(), kept.answer()));

        ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(2);
        assertThat(facts.kept().get(0).readAt()).isEqualTo(scene.clock.instant());
    }

    @Test
    void withoutATtlNothingIsReusedFromRunToRun() {
        ask(apply());
        scene.clock.advance(Duration.ofMillis(1));

        ask(apply());

        assertThat(task.looks()).isEqualTo(2);
        assertThat(task.last().kept()).isEmpty();
    }

    @Test
    void withoutATtlARunStillLooksOnceOverAllItsInvocations() {
        scene.task.stale("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
        scene.invocationsOf(Duration.ofSeconds(10));
        RunId run = ask(apply()).run();
        assertThat(scene.stored(run).state().status()).isEqualTo(Status.SUSPENDED);

        while (scene.stored(run).live()) {
            advance(new Call.Wake(run));
        }

        assertThat(scene.task.calls().count(FakeTask.Call.FIND)).isGreaterThan(2);
        assertThat(task.looks()).isEqualTo(1);
    }

    @Test
    void refreshingRunLooksOnceAndLeavesItsAnswerToTheNext() {
        ask(apply(SIX_HOURS));
        scene.clock.advance(Duration.ofHours(1));
        task.finds(() -> Optional.of(new LookingTask.Owner("bob")));

        ask(apply(REFRESH));
        ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(2);
        assertThat(task.last().value()).contains(new LookingTask.Owner("bob"));
    }

    @Test
    void whatIsKnownNotToBeThereIsKnownNextTimeToo() {
        task.finds(Optional::empty);
        ask(apply(SIX_HOURS));

        ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(1);
        assertThat(task.last().value()).isEmpty();
        assertThat(task.last().origin()).isEqualTo(Cached.Origin.HIT);
    }

    @Test
    void whatCouldNotBeReadIsNotKept() {
        task.finds(() -> {
            throw new TaskFailure(DENIED, "told to fail");
        });
        assertThat(ask(apply(SIX_HOURS)).state()).isEqualTo(Status.FAILED);
        assertThat(facts.kept()).isEmpty();
        task.finds(() -> Optional.of(new LookingTask.Owner("ann")));

        assertThat(ask(apply(SIX_HOURS)).state()).isEqualTo(Status.COMPLETED);

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadBackIsLookedUpAnew() {
        for (String spoilt : new String[] {"{\"name\":7}", "{", "null", "{\"nom\":\"ann\"}"}) {
            ask(apply(SIX_HOURS));
            int before = task.looks();
            facts.corrupt(content -> new Content.Here(spoilt));
            scene.clock.advance(Duration.ofSeconds(1));

            assertThat(ask(apply(SIX_HOURS)).state()).isEqualTo(Status.COMPLETED);

            assertThat(task.looks()).as(spoilt).isEqualTo(before + 1);
            assertThat(task.last().value()).contains(new LookingTask.Owner("ann"));
        }
    }

    @Test
    void newVersionOfTheTaskTakesNothingFromTheOld() {
        ask(apply(SIX_HOURS));
        task.upgrade();

        ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void otherInputsAreAnotherQuestion() {
        ask(apply(SIX_HOURS));

        ask(apply(SIX_HOURS).replace("{\"prefix\":\"a\"}", "{\"prefix\":\"b\"}"));

        assertThat(task.looks()).isEqualTo(2);
        assertThat(facts.kept()).extracting(Fact::question).anyMatch("Fake.Owner {\"prefix\":\"b\"}"::equals);
    }

    @Test
    void largeValueIsKeptApartAndFoundAgain() {
        LookingTask.Owner large = new LookingTask.Owner("ü".repeat(60_000));
        task.finds(() -> Optional.of(large));
        ask(apply(SIX_HOURS));
        assertThat(facts.kept().get(0).answer()).isInstanceOf(Content.Apart.class);
        assertThat(scene.parts.names()).singleElement().asString().matches("cache/[0-9a-f]{64}\\.json\\.gz");

        ask(apply(SIX_HOURS));

        assertThat(task.looks()).isEqualTo(1);
        assertThat(task.last().value()).contains(large);
    }

    @Test
    void largeValueThatIsSpoiltIsLookedUpAnew() {
        task.finds(() -> Optional.of(new LookingTask.Owner("u".repeat(200_000))));
        ask(apply(SIX_HOURS));
        String part = scene.parts.names().iterator().next();
        scene.parts.corrupt(part, "not gzip".getBytes(StandardCharsets.UTF_8));

        assertThat(ask(apply(SIX_HOURS)).state()).isEqualTo(Status.COMPLETED);

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void storeThatDoesNotAnswerCostsALookAndNoRun() {
        ask(apply(SIX_HOURS));
        facts.failNext(FakeFacts.Call.FIND);
        facts.failNext(FakeFacts.Call.KEEP);

        assertThat(ask(apply(SIX_HOURS)).state()).isEqualTo(Status.COMPLETED);

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void retryOfAFailedRunTakesWhatThatHadRead() {
        scene.task.stale("a1");
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(new TaskFailure(DENIED, "told to fail")));
        Answer failed = ask(apply());
        assertThat(failed.state()).isEqualTo(Status.FAILED);
        scene.clock.advance(Duration.ofHours(23));
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(new TaskFailure(DENIED, "told to fail")));

        Answer again = retry(failed.run());
        Answer third = retry(again.run());

        assertThat(again.state()).isEqualTo(Status.FAILED);
        assertThat(third.state()).isEqualTo(Status.COMPLETED);
        assertThat(third.slot()).hasToString("retry/" + failed.run() + "/2");
        assertThat(task.looks()).isEqualTo(1);
    }

    @Test
    void retryOfARunThatFailedLongAgoLooksAnew() {
        scene.task.calls().next(FakeTask.Call.FIND, Fault.failing(new TaskFailure(DENIED, "told to fail")));
        Answer failed = ask(apply());
        scene.clock.advance(Duration.ofDays(1).plusMillis(1));

        retry(failed.run());

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void retryOfARunThatDidNotFailLooksAnew() {
        Answer completed = ask(apply());
        scene.clock.advance(Duration.ofMillis(1));

        retry(completed.run());

        assertThat(task.looks()).isEqualTo(2);
    }

    @Test
    void historySaysHowOftenTheCacheHelped() {
        RunId first = ask(apply(SIX_HOURS)).run();
        RunId second = ask(apply(SIX_HOURS)).run();

        assertThat(scene.runs.history(first))
                .extracting(Entry::note)
                .containsExactly("", "nothing to do; cache: hits 0, misses 1");
        assertThat(scene.runs.history(second))
                .extracting(Entry::note)
                .containsExactly("", "nothing to do; cache: hits 1, misses 0");
        assertThat(scene.stored(second).state().reason()).isEqualTo("nothing to do");
    }

    @Test
    void runThatNeverAsksCostsNothing() {
        new Broom(scene.task, new Stores(scene.runs, scene.notices, scene.parts, facts), scene.outlet, scene.bounds)
                .advance(call(apply(SIX_HOURS)), scene.invocation());

        assertThat(facts.calls().total()).isZero();
    }

    @Test
    void withoutATtlAQuestionOfAFirstInvocationCostsOneWriteAndNoRead() {
        ask(apply());

        assertThat(facts.calls().count(FakeFacts.Call.KEEP)).isEqualTo(1);
        assertThat(facts.calls().total()).isEqualTo(1);
    }

    private Answer ask(String job) {
        return advance(call(job));
    }

    private Call call(String job) {
        slots++;
        return Scene.call("{\"job\":" + job + ",\"slot\":\"slot-" + slots + "\"}");
    }

    private Answer retry(RunId run) {
        return advance(new Call.Tell(Call.Tell.What.RETRY, run, "Ann"));
    }

    /** Every advance is a fresh {@link Broom} in a fresh invocation. */
    private Answer advance(Call call) {
        return new Broom(task, new Stores(scene.runs, scene.notices, scene.parts, facts), scene.outlet, scene.bounds)
                .advance(call, scene.invocation());
    }
}
