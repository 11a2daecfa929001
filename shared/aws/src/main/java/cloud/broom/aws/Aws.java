package cloud.broom.aws;

import cloud.broom.call.Invocation;
import cloud.broom.task.Guard;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * AWS clients of one execution environment, each built once, when first asked for. Region, credentials and endpoint come from
 * the SDK's own variables ({@code AWS_REGION}, {@code AWS_ACCESS_KEY_ID}, ..., {@code AWS_ENDPOINT_URL_<SERVICE>},
 * {@code AWS_ENDPOINT_URL}), given as a map, so that several functions can live in one process.
 *
 * <p>These are the engine's own clients, which only the deadline stops. A task gets {@link #forTask}, whose clients are guarded.
 */
public final class Aws implements AutoCloseable {
    /** Well under the margin an invocation keeps before its deadline, all attempts together. */
    private static final Duration CALL = Duration.ofSeconds(12);

    private static final Duration ATTEMPT = Duration.ofSeconds(6);

    private final Map<String, String> variables;
    private final DeadlineGuard deadline = new DeadlineGuard();
    private final Throttles throttles = new Throttles();
    private final SdkHttpClient http =
            ApacheHttpClient.builder().socketTimeout(ATTEMPT).build();
    private final Supplier<S3Client> s3 =
            once(() -> configured(s3Builder(), "S3").build());
    private final Supplier<DynamoDbClient> dynamoDb =
            once(() -> configured(DynamoDbClient.builder(), "DYNAMODB").build());
    private final Supplier<SnsClient> sns =
            once(() -> configured(SnsClient.builder(), "SNS").build());
    private final Supplier<EventBridgeClient> eventBridge =
            once(() -> configured(EventBridgeClient.builder(), "EVENTBRIDGE").build());
    private final Supplier<LambdaClient> lambda =
            once(() -> configured(LambdaClient.builder(), "LAMBDA").build());
    private final Supplier<SchedulerClient> scheduler =
            once(() -> configured(SchedulerClient.builder(), "SCHEDULER").build());
    private final Supplier<SqsClient> sqs =
            once(() -> configured(SqsClient.builder(), "SQS").build());

    private Aws(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public static Aws of(Map<String, String> variables) {
        return new Aws(variables);
    }

    public S3Client s3() {
        return s3.get();
    }

    public DynamoDbClient dynamoDb() {
        return dynamoDb.get();
    }

    public SnsClient sns() {
        return sns.get();
    }

    public EventBridgeClient eventBridge() {
        return eventBridge.get();
    }

    public LambdaClient lambda() {
        return lambda.get();
    }

    public SchedulerClient scheduler() {
        return scheduler.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    /**
     * Any further client's builder, set up as this environment's own clients are.
     *
     * @param service as it stands in {@code AWS_ENDPOINT_URL_<SERVICE>}
     */
    public <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(B builder, String service) {
        return configured(builder, service, List.of());
    }

    /** A builder of clients with further interceptors. */
    <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
            B builder, String service, List<ExecutionInterceptor> more) {
        endpoint(service).ifPresent(builder::endpointOverride);
        variable("AWS_REGION").map(Region::of).ifPresent(builder::region);
        credentials().ifPresent(keys -> builder.credentialsProvider(StaticCredentialsProvider.create(keys)));
        return builder.httpClient(http).overrideConfiguration(o -> {
            o.apiCallTimeout(CALL).apiCallAttemptTimeout(ATTEMPT);
            o.addExecutionInterceptor(deadline);
            o.addMetricPublisher(throttles);
            more.forEach(o::addExecutionInterceptor);
            KnownClients.mark(o);
        });
    }

    S3ClientBuilder s3Builder() {
        return S3Client.builder().forcePathStyle(endpoint("S3").isPresent());
    }

    /** The clients for a task: nothing is sent that the guard does not let through. */
    public TaskClients forTask(Guard guard, InstantSource time) {
        return new TaskClients(this, guard, time);
    }

    /** How many attempts of its clients AWS has turned away as too many since this was asked last. */
    long drainThrottles() {
        return throttles.drain();
    }

    /** Ties every call of every client to an invocation: past its deadline nothing is sent. */
    public void begin(Invocation invocation) {
        deadline.begin(invocation);
    }

    /** What every client's requests go through. It follows no redirects, and waits for an answer as long as for an attempt. */
    SdkHttpClient http() {
        return http;
    }

    /** The region that is set, or that the SDK finds. */
    Region region() {
        return variable("AWS_REGION")
                .map(Region::of)
                .orElseGet(() -> DefaultAwsRegionProviderChain.builder().build().getRegion());
    }

    /**
     * Where STS answers: the region's own, never the global one. Whoever signs a question and whoever asks it have to mean the
     * same, because the host is signed.
     */
    URI sts() {
        return endpoint("STS")
                .orElseGet(
                        () -> URI.create("https://" + ServiceMetadata.of("sts").endpointFor(region())));
    }

    /** Whose calls these are: by the keys that are set, or that the SDK finds. */
    AwsCredentials identity() {
        return credentials().orElseGet(() -> {
            try (DefaultCredentialsProvider found =
                    DefaultCredentialsProvider.builder().build()) {
                return found.resolveCredentials();
            }
        });
    }

    /** Ends the connections of every client. */
    @Override
    public void close() {
        http.close();
    }

    private Optional<URI> endpoint(String service) {
        return variable("AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT))
                .or(() -> variable("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    private Optional<AwsCredentials> credentials() {
        return variable("AWS_ACCESS_KEY_ID")
                .flatMap(id -> variable("AWS_SECRET_ACCESS_KEY").map(secret -> variable("AWS_SESSION_TOKEN")
                        .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                        .orElseGet(() -> AwsBasicCredentials.create(id, secret))));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    private static <T> Supplier<T> once(Supplier<T> maker) {
        return new Once<>(maker);
    }
}
