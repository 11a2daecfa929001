package cloud.broom.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StackTest {
    @ParameterizedTest
    @CsvSource({
        "s3-stale-objects, S3StaleObjectsFunction",
        "watchdog, WatchdogFunction",
        "ecs-tasks, EcsTasksFunction",
        "-odd--name-, OddNameFunction",
    })
    void findsATasksFunctionByItsName(String task, String logicalId) {
        assertThat(Stack.logicalId(task)).isEqualTo(logicalId);
    }
}
