package cloud.broom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnheardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.ALL",
                "States.TaskFailed",
                "States.Timeout",
                "S3.SlowDown",
                "S3.S3Exception",
                "Broom.Crashed",
                "Broom.Timeout",
                "Broom.Transient",
                "java.lang.IllegalStateException"
            })
    void nameThatMayOccurIsTakenWithoutAWord(String name) {
        assertThat(warnings(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SlowDown",
                "S4.SlowDown",
                "s3",
                "Broom.Crash",
                "Broom.LimitExceeded",
                "States.DataLimitExceeded",
                "Lambda.ServiceException"
            })
    void nameThatCannotOccurIsWarnedOf(String name) {
        assertThat(warnings(name)).containsExactly("retry names an error that cannot occur: " + name);
    }

    @Test
    void catchIsLookedAtToo() {
        Catcher catcher = new Catcher(List.of("S3.SlowDown", "Nonsense"), Catcher.Next.FAIL);

        assertThat(Unheard.warnings(List.of(), List.of(catcher), Set.of("S3")))
                .containsExactly("catch names an error that cannot occur: Nonsense");
    }

    private static List<String> warnings(String name) {
        return Unheard.warnings(List.of(Retrier.of(List.of(name), 1, 1)), List.of(), Set.of("S3"));
    }
}
