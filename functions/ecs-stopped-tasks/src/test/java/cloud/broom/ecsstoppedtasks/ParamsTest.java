package cloud.broom.ecsstoppedtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParamsTest {
    @Test
    void whatIsNotGivenHasItsDefault() {
        Params params = Given.params();

        assertThat(params.ignoreExitCodes()).isEqualTo(Set.of(0));
        assertThat(params.ignoreStopCodes()).isEqualTo(Set.of("UserInitiated", "ServiceSchedulerInitiated"));
        assertThat(params.atMost()).isEqualTo(3);
        assertThat(params.overCap()).isEqualTo(Params.OverCap.REPORT);
        assertThat(params.backOff()).isEqualTo(Duration.ofMinutes(1));
        assertThat(params.tasks()).isEqualTo(Params.Tasks.RESTART);
        assertThat(params.services()).isEqualTo(Params.Services.REPORT);
        assertThat(params.networkConfiguration()).isEmpty();
        assertThat(params.launchType()).isEmpty();
        assertThat(params.families()).isEmpty();
    }

    @Test
    void backOffDoublesWithEachRestartUpToHalfAnHour() {
        Params params = Given.params("'backOff': 'PT2M'");

        assertThat(Stream.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 90L).map(params::backOffAfter))
                .isEqualTo(Stream.of(0, 2, 4, 8, 16, 30, 30, 30)
                        .map(Duration::ofMinutes)
                        .toList());
        assertThat(Given.params("'backOff': 'PT0S'").backOffAfter(9)).isZero();
    }

    @Test
    void networkAndProvidersAreReadWithTheirDefaults() {
        Params params = Given.params(
                "'networkConfiguration': {'subnets': ['subnet-1'], 'securityGroups': ['sg-1']}",
                "'capacityProviderStrategy': [{'capacityProvider': 'FARGATE_SPOT'}]");

        assertThat(params.networkConfiguration()).contains(new Network(List.of("subnet-1"), List.of("sg-1"), false));
        assertThat(params.capacityProviderStrategy()).containsExactly(new Provider("FARGATE_SPOT", 1, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'cluster': 'arn:aws:s3:::x' | job.params.cluster: 'arn:aws:s3:::x' is not a cluster's name or ARN",
                "'task': 'x' | job.params.task: 'x' is not the ARN of a task",
                "'task': 'arn:aws:ecs:eu-central-1:123456789012:task/test/1' | is of cluster test, not of prod",
                "'atMost': 101 | job.params.atMost: 101 is not between 0 and 100",
                "'backOff': 'PT31M' | job.params.backOff: PT31M is not between PT0S and PT30M",
                "'services': 'restart' | job.params.services: 'restart' is not one of ignore, redeploy, report",
                "'tasks': 'ignore', 'services': 'ignore' | job.params.services: is ignore and tasks is too",
                "'launchType': 'LAMBDA' | job.params.launchType: 'LAMBDA' is not one of EC2, EXTERNAL, FARGATE",
                "'launchType': 'EC2', 'capacityProviderStrategy': [{'capacityProvider': 'x'}] | job.params.launchType: stands beside",
                "'capacityProviderStrategy': [{}] | job.params.capacityProviderStrategy[0].capacityProvider: is empty",
                "'capacityProviderStrategy': [{'capacityProvider': 'x', 'weight': 1001}] | weight: 1001 is not between",
                "'networkConfiguration': {} | job.params.networkConfiguration.subnets: has 0 subnets",
                "'networkConfiguration': {'subnets': ['sg-1']} | are not all ids of subnets",
                "'networkConfiguration': {'subnets': ['subnet-1'], 'securityGroups': ['x']} | are not all ids of security groups",
                "'ignoreExitCodes': ['0'] | job.params.ignoreExitCodes",
                "'families': [''] | job.params.families[0]: is empty",
                "'stop': true | job.params.stop: is not a known key",
            })
    void whatCannotBeMeantIsRefusedWithItsPlace(String more, String message) {
        assertThatThrownBy(() -> read(more)).isInstanceOf(Refused.class).hasMessageContaining(message);
    }

    private static Params read(String more) {
        String cluster = more.startsWith("'cluster'") ? "" : "'cluster': 'prod', ";
        return Json.read(("{" + cluster + more + "}").replace('\'', '"'), Params.class, "job.params");
    }
}
