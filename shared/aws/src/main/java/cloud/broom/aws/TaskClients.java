package cloud.broom.aws;

import cloud.broom.task.Guard;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The clients a task may use: each asks the {@link Guard} before every request, so that only what the task declares is sent,
 * and only while the engine has it look or act.
 */
public final class TaskClients {
    private final Aws aws;
    private final List<ExecutionInterceptor> guard;
    private final InstantSource time;
    private final Supplier<S3Client> s3;

    TaskClients(Aws aws, Guard guard, InstantSource time) {
        this.aws = aws;
        this.time = time;
        this.guard = List.of(new PhaseGuard(guard));
        this.s3 = new Once<>(() -> client(aws.s3Builder(), "S3"));
    }

    public S3Client s3() {
        return s3.get();
    }

    /** What time it is, for a task that acts by it; what it judges by is told to it. */
    public InstantSource time() {
        return time;
    }

    /**
     * A client of any other service; to be made once, and kept.
     *
     * @param builder of a synchronous client, as {@code Ec2Client.builder()}
     * @param service as it stands in {@code AWS_ENDPOINT_URL_<SERVICE>}
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder, String service) {
        return aws.configured(builder, service, guard).build();
    }
}
