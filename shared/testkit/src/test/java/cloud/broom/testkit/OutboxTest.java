package cloud.broom.testkit;

import static cloud.broom.testkit.Scene.apply;
import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.Answer;
import cloud.broom.Outbox;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Outlet;
import cloud.broom.notice.Posted;
import cloud.broom.run.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written is told at least once, under one key, however long that takes. */
final class OutboxTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String BLOCKED = ",\"limits\":{\"items\":0}";
    private static final String GRACE = ",\"grace\":\"P7D\"";

    private final Scene scene = Scene.small();

    @Test
    void alertIsTriedAgainAfterOneTwoFourAndEightMinutesAndThenEachQuarterOfAnHour() {
        outletIsDown();
        blocked();

        for (long most : List.of(1L, 2L, 4L, 8L, 15L, 15L, 15L)) {
            assertThat(minutesUntilNextAttempt()).isBetween((long) Math.ceil(most * 0.8), most);
        }
    }

    @Test
    void alertArrivesThoughTheOutletWasDownForHoursAndItsFunctionIsGoneMeanwhile() {
        outletIsDown();
        Answer answer = blocked();
        scene.waker.remove("fake-function");
        IntStream.range(0, 120).forEach(minute -> {
            scene.clock.advance(MINUTE);
            scene.pass();
        });
        assertThat(scene.outlet.told()).isEmpty();
        outletIsUp();

        scene.clock.advance(Outbox.MOST);
        scene.pass();

        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> assertThat(alert.subject())
                .startsWith("[BLOCKED] " + answer.job()));
    }

    @Test
    void alertNeverExpiresAndAnEventDoesAfterADayVisibly() {
        outletIsDown();
        blocked();
        scene.clock.advance(Outbox.EVENT_LASTS.minus(MINUTE));
        scene.pass();
        assertThat(scene.notices.undelivered()).hasSize(4);
        scene.clock.advance(Duration.ofMinutes(20));

        scene.pass();

        assertThat(scene.notices.expired()).hasSize(3).containsValue(scene.clock.instant());
        assertThat(scene.notices.undelivered()).isNotEmpty().allMatch(Alert.class::isInstance);
        outletIsUp();
        scene.clock.advance(Duration.ofDays(30));
        scene.pass();
        assertThat(scene.outlet.alerts()).extracting(Alert::subject).contains("[BLOCKED] tidy");
        assertThat(scene.outlet.events()).isEmpty();
    }

    @Test
    void attemptsAndTheLastErrorAreOnRecord() {
        outletIsDown();
        blocked();
        scene.clock.advance(MINUTE);
        scene.pass();

        Posted posted =
                scene.notices.find(scene.notices.undelivered().get(0).id()).orElseThrow();

        assertThat(posted.attempts()).isEqualTo(2);
        assertThat(posted.error()).contains("SNS is down");
    }

    @Test
    void whoeverTellsItUsesOneKey() {
        scene.outlet.loseResponseOfNext();
        scene.outlet.loseResponseOfNext();
        blocked();

        scene.clock.advance(MINUTE);
        scene.pass();

        assertThat(scene.outlet.told()).hasSize(6).extracting(Notice::id).doesNotContainNull();
        assertThat(scene.outlet.told().stream().map(Notice::id).distinct()).hasSize(4);
    }

    @Test
    void noticeThatCannotBeReadDoesNotHoldBackTheOthers() {
        outletIsDown();
        blocked();
        outletIsUp();
        scene.clock.advance(MINUTE);
        scene.notices.failNext(FakeNotices.Call.FIND);

        assertThat(scene.pass().told()).isEqualTo(3);

        scene.clock.advance(MINUTE);
        assertThat(scene.pass().told()).isEqualTo(1);
    }

    @Test
    void passThatHasNoTimeLeftLeavesTheRestToTheNext() {
        outletIsDown();
        blocked();
        outletIsUp();
        scene.clock.advance(MINUTE);

        assertThat(scene.pass(Duration.ofSeconds(10)).told()).isZero();
        assertThat(scene.pass().told()).isEqualTo(4);
    }

    @Test
    void marksOfOneOwnerAreToldInOneMessageAtTheFullHour() {
        mark("tidy", "team");
        mark("sweep", "team");
        mark("mop", "others");
        assertThat(scene.outlet.alerts()).isEmpty();

        scene.tellMarks();

        assertThat(scene.clock.instant()).isEqualTo(Instant.parse("2026-01-31T04:00:00Z"));
        assertThat(scene.outlet.alerts())
                .extracting(Alert::subject)
                .containsExactlyInAnyOrder(
                        "[MARKED] team: 2 jobs, 2 resources, due 2026-02-07T04:00:00Z",
                        "[MARKED] mop (fake): 1, due 2026-02-07T04:00:00Z at the earliest");
        assertThat(scene.outlet.alerts())
                .filteredOn(alert -> alert.subject().contains("team"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.lead())
                            .containsSubsequence(
                                    "Job sweep (fake): 1, due 2026-02-07T04:00:00Z at the earliest",
                                    "- a1",
                                    "Job tidy (fake): 1, due 2026-02-07T04:00:00Z at the earliest",
                                    "- a1");
                    assertThat(alert.steps()).extracting(Alert.Step::label).containsExactly("Look", "Look", "Keep");
                    assertThat(alert.attributes())
                            .containsEntry("owner", "team")
                            .doesNotContainKey("job");
                });
    }

    @Test
    void digestThatIsNotTakenTellsNobodyOfAnything() {
        mark("tidy", "team");
        mark("sweep", "team");
        outletIsDown();
        List<String> ids = scene.notices.undelivered().stream().map(Notice::id).toList();

        scene.tellMarks();

        assertThat(ids).hasSize(2).allSatisfy(id -> assertThat(scene.notices.told(id))
                .isEmpty());
        outletIsUp();
        scene.clock.advance(MINUTE);
        scene.pass();
        assertThat(scene.outlet.alerts()).hasSize(1);
        Instant told = scene.clock.instant();
        assertThat(ids).allSatisfy(id -> assertThat(scene.notices.told(id)).contains(told));
    }

    @Test
    void digestThatIsToldAgainHasTheSameKey() {
        mark("tidy", "team");
        mark("sweep", "team");
        scene.outlet.loseResponseOfNext();
        scene.tellMarks();

        scene.settle();

        assertThat(scene.outlet.alerts()).hasSize(2);
        assertThat(scene.outlet.alerts().stream().map(Alert::id).distinct()).hasSize(1);
    }

    @Test
    void whatSmallNoticesLeaveOfAMessageTheLargeOnesHave() {
        IntStream.range(0, 9).forEach(i -> mark("job-" + i, "team"));
        IntStream.range(0, 80).forEach(i -> scene.task.stale("a%02d".formatted(i)));
        mark("large", "team");

        scene.tellMarks();

        assertThat(scene.outlet.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.lead().stream().filter(line -> line.matches("- a\\d+")))
                    .as("names")
                    .hasSize(59);
            assertThat(alert.lead()).filteredOn("- and 31 more"::equals).hasSize(1);
        });
    }

    @Test
    void marksOfVeryManyJobsAreToldInSeveralMessagesOfBoundedLength() {
        IntStream.range(0, 25).forEach(i -> mark("job-%02d".formatted(i), "team"));

        scene.tellMarks();

        assertThat(scene.outlet.alerts())
                .extracting(alert -> alert.subject().replaceAll(", due .*", ""))
                .containsExactly("[MARKED] team: 20 jobs, 20 resources", "[MARKED] team: 5 jobs, 5 resources");
        assertThat(scene.notices.undelivered()).isEmpty();
    }

    private void outletIsDown() {
        scene.outlet
                .calls()
                .each(call -> Fault.failing(
                        new Outlet.Undelivered("SNS is down", new IllegalStateException("told to refuse"))));
    }

    private void outletIsUp() {
        scene.outlet.calls().each(call -> Fault.NONE);
    }

    private Answer blocked() {
        scene.task.stale("a1");
        return scene.ask(apply(BLOCKED));
    }

    private void mark(String job, String owner) {
        scene.task.stale("a1");
        scene.ask(apply(GRACE).replace("tidy", job).replace("\"team\"", "\"" + owner + "\""));
    }

    /** Lets minutes pass until the alert has been tried once more. */
    private long minutesUntilNextAttempt() {
        int before = attempts();
        for (long minutes = 1; minutes < 100; minutes++) {
            scene.clock.advance(MINUTE);
            scene.pass();
            if (attempts() > before) {
                return minutes;
            }
        }
        throw new AssertionError("not tried again: "
                + scene.runs.due(Instant.MAX, 10).stream().map(Due::toString).toList());
    }

    private int attempts() {
        return scene.notices.undelivered().stream()
                .filter(Alert.class::isInstance)
                .findFirst()
                .flatMap(alert -> scene.notices.find(alert.id()))
                .orElseThrow()
                .attempts();
    }
}
