package cloud.broom.task;

import static cloud.broom.task.Guard.Phase.ACTING;
import static cloud.broom.task.Guard.Phase.JUDGING;
import static cloud.broom.task.Guard.Phase.LOOKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.retry.ErrorName;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class GuardTest {
    private static final String LIST = "Fake.List";
    private static final String DELETE = "Fake.Delete";
    private static final Declaration<Params, Thing> DECLARED = new Declaration<>(
            "fake", 1, 1, Params.class, Thing.class, List.of(AwsCall.read(LIST), AwsCall.write(DELETE)));

    private final Guard guard = new Guard();

    @Test
    void letsADeclaredReadThroughWhileTheTaskLooks() {
        assertThat(during(LOOKING, LIST)).isEqualTo("done");
    }

    @Test
    void letsWhatIsDeclaredThroughWhileTheTaskActs() {
        assertThat(during(ACTING, LIST)).isEqualTo("done");
        assertThat(during(ACTING, DELETE)).isEqualTo("done");
    }

    @Test
    void refusesAWriteWhileTheTaskLooks() {
        assertForbidden(() -> during(LOOKING, DELETE), "Fake.Delete, a WRITE, was called while the task is LOOKING");
    }

    @Test
    void refusesEveryCallWhileTheTaskJudges() {
        assertForbidden(() -> during(JUDGING, LIST), "Fake.List, a READ, was called while the task is JUDGING");
    }

    @Test
    void refusesWhatIsNotDeclared() {
        assertForbidden(() -> during(ACTING, "Fake.Create"), "Fake.Create is not among the calls");
    }

    @Test
    void refusesEveryCallOutsideOfAStep() {
        assertForbidden(() -> guard.check(LIST), "Fake.List was called while the engine had asked for nothing");
    }

    @Test
    void refusesACallOfAnotherThread() {
        assertForbidden(
                () -> guard.during(LOOKING, DECLARED, inAnotherThread(() -> guard.check(LIST))), "from thread other");
    }

    @Test
    void failsAStepThatSwallowsTheRefusal() {
        assertForbidden(
                () -> guard.during(LOOKING, DECLARED, () -> {
                    assertThatThrownBy(() -> guard.check(DELETE)).isInstanceOf(TaskFailure.class);
                    return "swallowed";
                }),
                DELETE);
    }

    @Test
    void failsAStepForTheRefusalWhateverElseItThrows() {
        IllegalStateException other = new IllegalStateException("other");

        assertThatThrownBy(() -> guard.during(LOOKING, DECLARED, () -> {
                    assertThatThrownBy(() -> guard.check(DELETE)).isInstanceOf(TaskFailure.class);
                    throw other;
                }))
                .isInstanceOf(TaskFailure.class)
                .hasSuppressedException(other);
    }

    @Test
    void failsTheNextStepForWhatWasRefusedSinceTheOneBefore() {
        assertThatThrownBy(() -> guard.check(LIST)).isInstanceOf(TaskFailure.class);

        assertForbidden(() -> during(LOOKING, LIST), "asked for nothing");
        assertThat(during(LOOKING, LIST)).isEqualTo("done");
    }

    @Test
    void leavesAFailureOfTheStepsOwnAsItIs() {
        IllegalStateException own = new IllegalStateException("own");

        assertThatThrownBy(() -> guard.during(LOOKING, DECLARED, () -> {
                    throw own;
                }))
                .isSameAs(own);
        assertThat(during(ACTING, DELETE)).isEqualTo("done");
    }

    @Test
    void countsWhatItLetsThroughUntilItIsTaken() {
        during(LOOKING, LIST);
        during(ACTING, LIST);
        during(ACTING, "fake.delete");
        assertThatThrownBy(() -> during(LOOKING, DELETE)).isInstanceOf(TaskFailure.class);

        assertThat(guard.drain().byOperation()).isEqualTo(Map.of(LIST, 2L, DELETE, 1L));
        assertThat(guard.drain()).isEqualTo(CallCounts.NONE);
    }

    private String during(Guard.Phase phase, String operation) {
        return guard.during(phase, DECLARED, () -> {
            guard.check(operation);
            return "done";
        });
    }

    private static Supplier<String> inAnotherThread(Runnable call) {
        return () -> {
            Thread other = new Thread(call, "other");
            other.setUncaughtExceptionHandler((thread, thrown) -> {});
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "done";
        };
    }

    private static void assertForbidden(ThrowingCallable step, String what) {
        assertThatThrownBy(step)
                .hasMessageContaining(what)
                .asInstanceOf(InstanceOfAssertFactories.type(TaskFailure.class))
                .extracting(TaskFailure::error)
                .isEqualTo(ErrorName.FORBIDDEN);
    }

    private record Params() {}

    private record Thing(String id) implements Resource {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Reversibility reversibility() {
            return Reversibility.IRREVERSIBLE;
        }
    }
}
