package cloud.broom.local;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Real SDK clients, set up from an environment as a function sets them up. They do not retry: a test counts calls. */
final class Clients {
    private Clients() {}

    static StsClient sts(Map<String, String> environment) {
        return at(environment, StsClient.builder()).build();
    }

    static S3Client s3(Map<String, String> environment) {
        return at(environment, S3Client.builder()).build();
    }

    static DynamoDbClient dynamoDb(Map<String, String> environment) {
        return at(environment, DynamoDbClient.builder()).build();
    }

    static CloudFormationClient cloudFormation(Map<String, String> environment) {
        return at(environment, CloudFormationClient.builder()).build();
    }

    static EcsClient ecs(Map<String, String> environment) {
        return at(environment, EcsClient.builder()).build();
    }

    static CloudWatchClient cloudWatch(Map<String, String> environment) {
        return at(environment, CloudWatchClient.builder()).build();
    }

    static CloudWatchLogsClient logs(Map<String, String> environment) {
        return at(environment, CloudWatchLogsClient.builder()).build();
    }

    static EventBridgeClient events(Map<String, String> environment) {
        return at(environment, EventBridgeClient.builder()).build();
    }

    static LambdaClient lambda(Map<String, String> environment) {
        return at(environment, LambdaClient.builder()).build();
    }

    static SchedulerClient scheduler(Map<String, String> environment) {
        return at(environment, SchedulerClient.builder()).build();
    }

    static SnsClient sns(Map<String, String> environment) {
        return at(environment, SnsClient.builder()).build();
    }

    static SqsClient sqs(Map<String, String> environment) {
        return at(environment, SqsClient.builder()).build();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(
            Map<String, String> environment, B builder) {
        return builder.endpointOverride(URI.create(value(environment, "AWS_ENDPOINT_URL")))
                .region(Region.of(value(environment, "AWS_REGION")))
                .credentialsProvider(StaticCredentialsProvider.create(credentials(environment)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .build())
                .httpClientBuilder(ApacheHttpClient.builder());
    }

    private static AwsCredentials credentials(Map<String, String> environment) {
        String id = value(environment, "AWS_ACCESS_KEY_ID");
        String secret = value(environment, "AWS_SECRET_ACCESS_KEY");
        return environment.containsKey("AWS_SESSION_TOKEN")
                ? AwsSessionCredentials.create(id, secret, value(environment, "AWS_SESSION_TOKEN"))
                : AwsBasicCredentials.create(id, secret);
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "");
    }
}
