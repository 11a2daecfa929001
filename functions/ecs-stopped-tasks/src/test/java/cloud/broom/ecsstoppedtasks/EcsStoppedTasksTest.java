package cloud.broom.ecsstoppedtasks;

import static cloud.broom.ecsstoppedtasks.Given.params;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.control.Keep;
import cloud.broom.control.Tags;
import cloud.broom.fact.Cache;
import cloud.broom.json.Json;
import cloud.broom.task.AwsCall;
import cloud.broom.task.Cursor;
import cloud.broom.task.Reversibility;
import cloud.broom.task.TaskFailure;
import cloud.broom.task.Usd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ecs.model.ContainerOverride;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Tag;

/** What a search finds, and what is said of it. */
final class EcsStoppedTasksTest {
    private final Given given = new Given();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void everyStoppedTaskAndEveryServiceIsFoundOnce(int atMost) {
        IntStream.range(0, 5).forEach(i -> given.ecs.stopped("t" + i, task -> {}));
        IntStream.range(0, 3).forEach(i -> given.ecs.service("s" + i, service -> {}));
        given.ecs.put("running", task -> {});

        assertThat(given.found(params(), atMost))
                .extracting(item -> Item.lastSegment(item.id()))
                .containsExactly("t0", "t1", "t2", "t3", "t4", "s0", "s1", "s2");
    }

    @Test
    void moreThanTenServicesAreDescribedTenAtATime() {
        IntStream.range(0, 23).forEach(i -> given.ecs.service("s%02d".formatted(i), service -> {}));
        assertThat(given.found(params(), 100)).hasSize(23);
    }

    @Test
    void aSearchGoesOnByWhereItWasWhateverHasComeAndGone() {
        IntStream.range(0, 4).forEach(i -> given.ecs.stopped("t" + i, task -> {}));
        Cursor next = given.task.find(params(), new Cursor.Start(), 2).next();
        given.ecs.tasks.remove(FakeEcs.ACCOUNT + "task/prod/t1");
        given.ecs.stopped("t2b", task -> {});

        assertThat(given.task.find(params(), next, 9).resources())
                .extracting(item -> Item.lastSegment(item.id()))
                .containsExactly("t2", "t2b", "t3");
    }

    @Test
    void onlyTheOneTaskIsLookedAtThatAnEventNames() {
        String arn = given.ecs.stopped("a", task -> {});
        given.ecs.stopped("b", task -> {});
        given.ecs.service("web", service -> {});

        assertThat(given.found(params("'task': '" + arn + "'"), 100))
                .extracting(Item::id)
                .containsExactly(arn);
        assertThat(given.ecs.calls).doesNotContain("ListServices");
        assertThat(given.found(params("'task': '" + arn + "x'"), 100))
                .as("no longer shown")
                .isEmpty();
    }

    @Test
    void tasksOrServicesCanBeLeftOut() {
        given.ecs.stopped("a", task -> {});
        given.ecs.service("web", service -> {});

        assertThat(given.found(params("'tasks': 'ignore'"), 9))
                .extracting(Item::kind)
                .containsExactly(Item.Kind.SERVICE);
        assertThat(given.found(params("'services': 'ignore'"), 9))
                .extracting(Item::kind)
                .containsExactly(Item.Kind.TASK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListTasks", "DescribeTasks", "ListServices", "DescribeServices"})
    void aPageThatCannotBeReadIsAFailureAndNotHalfAnAnswer(String call) {
        IntStream.range(0, 5).forEach(i -> given.ecs.stopped("t" + i, task -> {}));
        IntStream.range(0, 5).forEach(i -> given.ecs.service("s" + i, service -> {}));
        given.ecs.fault = asked -> {
            if (asked.equals(call)
                    && given.ecs.calls.stream().filter(call::equals).count() == 2) {
                throw SdkClientException.create("told to fail");
            }
        };

        assertThatThrownBy(() -> given.found(params(), 3))
                .isInstanceOf(TaskFailure.class)
                .hasMessage("cluster prod: told to fail");
    }

    @Test
    void anItemSurvivesBeingWrittenIntoAPlanAndHoldsNoOverrides() {
        String arn = given.ecs.stopped(
                "a",
                task -> task.overrides(overrides -> overrides.containerOverrides(ContainerOverride.builder()
                        .environment(KeyValuePair.builder()
                                .name("TOKEN")
                                .value("s3cret")
                                .build())
                        .build())));
        String service = given.ecs.service("web", any -> {});

        assertThat(List.of(arn, service)).allSatisfy(id -> {
            Item item = given.found(params(), id);
            String written = Json.write(item);
            assertThat(Json.read(written, Item.class, "item")).isEqualTo(item);
            assertThat(written).doesNotContain("s3cret");
        });
    }

    @Test
    void nothingIsFreedAndWhatWasStartedCanBeStopped() {
        Item item = given.found(params(), given.ecs.stopped("a", task -> {}));
        assertThat(item.bytes()).isZero();
        assertThat(item.monthly()).isEqualTo(Usd.ZERO);
        assertThat(item.reversibility()).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void anItemLiesInItsClusterAndIsOfItsDefinition() {
        Item task = given.found(params(), given.ecs.stopped("a", any -> {}));
        assertThat(given.task.within(params(), task))
                .containsExactly(task.id(), FakeEcs.CLUSTER, FakeEcs.ACCOUNT + "task-definition/app:7", "app");
        Item service = given.found(params(), given.ecs.service("web", any -> {}));
        assertThat(given.task.within(params(), service))
                .containsExactly(service.id(), FakeEcs.CLUSTER, FakeEcs.ACCOUNT + "task-definition/web:1", "web");
    }

    @Test
    void oneTaskOrServiceCanBeLookedAtByItsArn() {
        String task = given.ecs.stopped("a", any -> {});
        String service = given.ecs.service("web", any -> {});

        assertThat(given.task.look(params(), task)).contains(given.found(params(), task));
        assertThat(given.task.look(params(), service)).contains(given.found(params(), service));
        assertThat(given.task.look(params(), task + "x")).isEmpty();
    }

    @Test
    void aTagProtectsATaskAndAService() {
        Tag keep = Tag.builder().key(Keep.TAG).value("yes").build();
        String task = given.ecs.stopped("a", any -> any.tags(keep));
        String plain = given.ecs.stopped("b", any -> {});
        String service = given.ecs.service("web", any -> any.tags(keep));
        List<Item> items = given.found(params(), 100);
        given.ecs.tasks.remove(plain);

        Map<String, Tags> tags = given.task.tags(params(), items, Cache.NONE);

        assertThat(keeps(tags, task)).hasSize(1);
        assertThat(keeps(tags, service)).hasSize(1);
        assertThat(keeps(tags, plain)).as("ECS no longer shows it").isEmpty();
        given.ecs.fault = call -> {
            throw SdkClientException.create("told to fail");
        };
        assertThatThrownBy(() -> given.task.tags(params(), items, Cache.NONE)).isInstanceOf(TaskFailure.class);
    }

    @Test
    void noTaskIsEverStopped() {
        assertThat(given.task.declaration().calls())
                .filteredOn(call -> call.access() == AwsCall.Access.WRITE)
                .extracting(AwsCall::operation)
                .containsExactly("ECS.RunTask", "ECS.UpdateService");
        assertThat(given.task.declaration().calls())
                .flatExtracting(AwsCall::actions)
                .doesNotContain("ecs:StopTask");
    }

    private static List<Keep> keeps(Map<String, Tags> tags, String id) {
        return Optional.ofNullable(tags.get(id)).orElseThrow().match(Tags.Known::keeps, unknown -> {
            throw new AssertionError(unknown.why());
        });
    }
}
