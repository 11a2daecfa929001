package cloud.broom.it.way;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * On LocalStack, in a container of its own; skipped where there is no Docker to run it. {@code BROOM_LOCALSTACK_IMAGE}
 * names another image than the default.
 */
@EnabledIf(value = "dockerIsHere", disabledReason = "LocalStack runs in a container, and there is no Docker here")
final class WayOnLocalStackIT extends WaySuite {
    private static final String IMAGE = "localstack/localstack:4.14.0";

    private Optional<LocalStackContainer> container = Optional.empty();
    private Optional<MadeByApi> made = Optional.empty();

    @Override
    protected Surroundings open() {
        LocalStackContainer localStack = new LocalStackContainer(image())
                .withServices("dynamodb", "events", "lambda", "s3", "sns", "sqs", "sts");
        container = Optional.of(localStack);
        localStack.start();
        MadeByApi stack = new MadeByApi(Map.of(
                "AWS_ENDPOINT_URL", localStack.getEndpoint().toString(),
                "AWS_REGION", localStack.getRegion(),
                "AWS_ACCESS_KEY_ID", localStack.getAccessKey(),
                "AWS_SECRET_ACCESS_KEY", localStack.getSecretKey()));
        made = Optional.of(stack);
        return stack.surroundings();
    }

    @AfterAll
    void close() {
        made.ifPresent(MadeByApi::close);
        container.ifPresent(LocalStackContainer::close);
    }

    static boolean dockerIsHere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static DockerImageName image() {
        return DockerImageName.parse(Optional.ofNullable(System.getenv("BROOM_LOCALSTACK_IMAGE"))
                        .orElse(IMAGE))
                .asCompatibleSubstituteFor("localstack/localstack");
    }
}
