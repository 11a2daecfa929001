package cloud.broom.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.local.iam.Policy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.AccessDeniedException;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Tag;

/** What a role may do in ECS: in which cluster, and with which roles. */
final class EcsAccessTest {
    private static final String CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/prod";
    private static final String DEFINITION = "arn:aws:ecs:us-east-1:123456789012:task-definition/job:*";
    private static final String ROLE = "arn:aws:iam::123456789012:role/job";
    private static final String ADMIN = "arn:aws:iam::123456789012:role/admin";

    private final LocalCloud cloud = LocalCloud.builder(
                    Clock.fixed(Instant.parse("2026-03-28T10:00:00Z"), ZoneOffset.UTC))
            .start();
    private final EcsClient runner = Clients.ecs(cloud.environmentFor("Runner", "runner"));

    @BeforeEach
    void prepare() {
        try (EcsClient operator = Clients.ecs(cloud.operatorEnvironment())) {
            operator.createCluster(create -> create.clusterName("prod"));
            operator.createCluster(create -> create.clusterName("test"));
            operator.registerTaskDefinition(register -> register.family("job")
                    .taskRoleArn(ROLE)
                    .containerDefinitions(ContainerDefinition.builder()
                            .name("app")
                            .image("app:1")
                            .build()));
        }
        cloud.roles()
                .put(
                        "Runner",
                        List.of(
                                allow("ecs:RunTask", DEFINITION, "ecs:cluster", CLUSTER),
                                allow("iam:PassRole", ROLE, "iam:PassedToService", "ecs-tasks.amazonaws.com")));
    }

    @AfterEach
    void close() {
        runner.close();
        cloud.close();
    }

    @Test
    void aRoleIsHeldToItsClusterAndToTheRolesItMayPass() {
        runner.runTask(task -> task.cluster("prod").taskDefinition("job"));

        denied("ecs:RunTask", () -> runner.runTask(task -> task.cluster("test").taskDefinition("job")));
        denied(
                "iam:PassRole",
                () -> runner.runTask(task -> task.cluster("prod")
                        .taskDefinition("job")
                        .overrides(overrides -> overrides.taskRoleArn(ADMIN))));
        denied("ecs:ListTasks", () -> runner.listTasks(list -> list.cluster("prod")));
    }

    @Test
    void whatIsRunWithTagsNeedsTheRightToTag() {
        denied(
                "ecs:TagResource",
                () -> runner.runTask(task -> task.cluster("prod")
                        .taskDefinition("job")
                        .tags(Tag.builder().key("a").value("b").build())));
    }

    private static void denied(String action, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("not authorized to perform: " + action);
    }

    private static Policy allow(String action, String resource, String key, String value) {
        return Policy.parse(
                """
                {"Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "%s",
                 "Condition": {"StringEquals": {"%s": "%s"}}}]}
                """
                        .formatted(action, resource, key, value));
    }
}
