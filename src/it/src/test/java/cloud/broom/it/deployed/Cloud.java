package cloud.broom.it.deployed;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The AWS that the environment points at, as far as this suite looks at it. */
record Cloud(
        SdkHttpClient http,
        CloudFormationClient cloudFormation,
        CloudWatchClient cloudWatch,
        DynamoDbClient dynamoDb,
        EcsClient ecs,
        EventBridgeClient eventBridge,
        LambdaClient lambda,
        S3Client s3,
        SchedulerClient scheduler,
        SnsClient sns,
        SqsClient sqs)
        implements AutoCloseable {
    /** A task's longest invocation, and some: an earlier end of the wait would be taken for a failure and call again. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(16);

    static Cloud ofEnvironment() {
        Optional<URI> endpoint = endpoint();
        SdkHttpClient http =
                ApacheHttpClient.builder().socketTimeout(LONGEST_CALL).build();
        return new Cloud(
                http,
                built(CloudFormationClient.builder(), http, endpoint),
                built(CloudWatchClient.builder(), http, endpoint),
                built(DynamoDbClient.builder(), http, endpoint),
                built(EcsClient.builder(), http, endpoint),
                built(EventBridgeClient.builder(), http, endpoint),
                built(
                        LambdaClient.builder()
                                .overrideConfiguration(once -> once.retryStrategy(AwsRetryStrategy.doNotRetry())),
                        http,
                        endpoint),
                built(S3Client.builder().forcePathStyle(endpoint.isPresent()), http, endpoint),
                built(SchedulerClient.builder(), http, endpoint),
                built(SnsClient.builder(), http, endpoint),
                built(SqsClient.builder(), http, endpoint));
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * Where the suite deploys to; empty is AWS itself.
     *
     * @throws IllegalStateException if that would be AWS itself and nobody said so
     */
    private static Optional<URI> endpoint() {
        Optional<URI> endpoint =
                Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")).map(URI::create);
        if (endpoint.isEmpty() && !"1".equals(System.getenv("BROOM_IT_ALLOW_REAL"))) {
            throw new IllegalStateException(
                    "AWS_ENDPOINT_URL is not set, so this suite would deploy to a real account, create"
                            + " buckets there and delete objects in them; set AWS_ENDPOINT_URL, or BROOM_IT_ALLOW_REAL=1 if that is meant");
        }
        return endpoint;
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C built(
            B builder, SdkHttpClient http, Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.httpClient(http)
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }
}
