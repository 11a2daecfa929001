package cloud.broom.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

final class TemplateTest {
    /** Properties that would fix a physical name, so that a second stack could not stand beside the first. */
    private static final Set<String> NAMES = Set.of(
            "AlarmName",
            "BucketName",
            "FunctionName",
            "GroupName",
            "LogGroupName",
            "Name",
            "PolicyName",
            "QueueName",
            "RoleName",
            "TableName",
            "TopicName");

    /** What AWS allows for everything or not at all (docs.aws.amazon.com/service-authorization/latest/reference/). */
    private static final List<String> FOR_ALL_ONLY = List.of("scheduler:ListSchedules");

    private static final Pattern KEY = Pattern.compile("\"(BROOM_[A-Z_]+)\"");
    private static final Pattern CODE = Pattern.compile("functions/([a-z0-9-]+)/target/\\1\\.zip");

    private final Template template = Template.read();

    @Test
    void declaresEveryFunctionOfTheProduct() {
        assertThat(template.functions().values())
                .extracting(function -> folder(function))
                .containsExactlyInAnyOrderElementsOf(Checkout.functions());
    }

    @Test
    void namesHandlersThatExist() throws ClassNotFoundException {
        for (JsonNode function : template.functions().values()) {
            Class<?> handler = Class.forName(function.path("Handler").asText());

            assertThat(handler).isFinal().isPublic().isAssignableTo(RequestStreamHandler.class);
            assertThat(handler.getPackageName()).isEqualTo(Checkout.packageOf(folder(function)));
        }
    }

    @Test
    void setsTheEnvironmentThatTheCodeReadsAndNothingElse() throws IOException {
        Set<String> set = new HashSet<>();
        template.environment().fieldNames().forEachRemaining(set::add);
        template.functions().values().forEach(function -> function.at("/Environment/Variables")
                .fieldNames()
                .forEachRemaining(set::add));

        assertThat(set).containsExactlyInAnyOrderElementsOf(keysRead());
    }

    @Test
    void fixesNoPhysicalName() {
        template.resources().forEach((id, resource) -> resource.path("Properties")
                .properties()
                .forEach(property -> assertThat(NAMES.contains(property.getKey())
                                && !property.getValue().asText().contains("AWS::StackName"))
                        .as("%s fixes its %s", id, property.getKey())
                        .isFalse()));
    }

    @Test
    void namesTheActionsAndResourcesOfEveryPermission() {
        template.resources("AWS::IAM::Role").forEach((id, role) -> {
            assertThat(template.statements(role)).as(id).isNotEmpty();
            for (JsonNode statement : template.statements(role)) {
                assertThat(statement.has("NotAction") || statement.has("NotResource"))
                        .as("%s says what is not meant in %s", id, statement)
                        .isFalse();
                assertThat(texts(statement.path("Resource")))
                        .as("%s in %s", id, statement)
                        .isNotEmpty()
                        .allMatch(resource -> !resource.equals("*") || knowsNoResource(statement));
                assertThat(texts(statement.path("Action")))
                        .as("%s in %s", id, statement)
                        .isNotEmpty()
                        .allMatch(action -> action.equals("kms:GenerateDataKey*") || !action.contains("*"));
            }
        });
    }

    /** Of such an action only a condition can say what is meant. */
    private static boolean knowsNoResource(JsonNode statement) {
        List<String> actions = texts(statement.path("Action"));
        return actions.equals(FOR_ALL_ONLY)
                || (actions.equals(List.of("ecs:ListServices"))
                        && statement
                                .at("/Condition/ArnEquals/ecs:cluster")
                                .asText()
                                .equals("TargetClusters"));
    }

    /** A role is given to tasks of ECS alone, and only one that the stack was told of. */
    private static boolean passesRolesToTasksOnly(JsonNode statement) {
        return texts(statement.path("Action")).equals(List.of("iam:PassRole"))
                && texts(statement.path("Resource")).equals(List.of("PassRoles"))
                && statement
                        .at("/Condition/StringEquals/iam:PassedToService")
                        .asText()
                        .equals("ecs-tasks.amazonaws.com");
    }

    @Test
    void letsNoRoleChangeWhatTheStackIs() {
        template.resources("AWS::IAM::Role").forEach((id, role) -> assertThat(template.statements(role))
                .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
                .filteredOn(statement -> !passesRolesToTasksOnly(statement))
                .flatExtracting(statement -> texts(statement.path("Action")))
                .as(id)
                .noneMatch(action -> action.startsWith("iam:")
                        || (action.startsWith("scheduler:") && !action.matches("scheduler:(List|Get)Schedules?"))
                        || action.equals("dynamodb:DeleteTable")
                        || action.equals("logs:CreateLogGroup")));
    }

    /** Who may delete a version can destroy it for good. */
    @Test
    void letsOnlyAnUndoDeleteVersionsAndOnlyWhereItIsWanted() {
        template.resources("AWS::IAM::Role").forEach((id, role) -> {
            boolean may = template.statements(role).stream()
                    .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                    .flatMap(statement -> texts(statement.path("Action")).stream())
                    .anyMatch("s3:DeleteObjectVersion"::equals);
            assertThat(may).as(id).isEqualTo(id.startsWith("Undo"));
            if (may) {
                assertThat(template.resource(id).path("Condition").asText()).isEqualTo("UndoInstalled");
            }
        });
        assertThat(template.parameters().at("/InstallUndo/Default").asText()).isEqualTo("false");
    }

    @Test
    void givesEachFunctionARoleAndALogGroupOfItsOwn() {
        Set<String> roles = new HashSet<>();
        template.functions().forEach((id, function) -> {
            assertThat(function.path("Role").asText()).isEqualTo(id + "Role.Arn");
            assertThat(roles.add(function.at("/LoggingConfig/LogGroup").asText()))
                    .as(id)
                    .isTrue();
        });
        assertThat(template.resources("AWS::Logs::LogGroup").keySet()).isEqualTo(roles);
        template.resources("AWS::Logs::LogGroup").forEach((id, group) -> assertThat(group.has("RetentionInDays"))
                .as("%s has no retention", id)
                .isTrue());
    }

    @Test
    void explainsEveryParameter() {
        assertThat(template.parameters()).isNotEmpty();
        template.parameters().properties().forEach(parameter -> assertThat(
                        parameter.getValue().path("Description").asText())
                .as(parameter.getKey())
                .hasSizeGreaterThan(20));
    }

    @Test
    void boundsNothingButItemsAndLetsOnlyItsOwnAccountApproveUnlessToldOtherwise() {
        Map<String, String> defaults = new HashMap<>();
        template.parameters()
                .properties()
                .forEach(parameter -> defaults.put(
                        parameter.getKey(), parameter.getValue().path("Default").asText()));

        assertThat(defaults)
                .containsEntry("MaxItemsPerRun", "100000")
                .containsEntry("MaxIrreversibleUnasked", "1000")
                .containsEntry("ApproverAccounts", "");
        assertThat(List.of(
                        "MaxPercentPerRun",
                        "MaxBytesPerRun",
                        "MaxUsdPerRun",
                        "MaxItemsPerDay",
                        "MaxBytesPerDay",
                        "MaxUsdPerDay"))
                .allSatisfy(ceiling -> assertThat(defaults).containsEntry(ceiling, "unlimited"));
    }

    @Test
    void keepsTableAndBucketWhenTheStackGoes() {
        for (String id : List.of("StateTable", "RecordBucket")) {
            JsonNode kept = template.resource(id);
            assertThat(kept.path("DeletionPolicy").asText()).as(id).isEqualTo("RetainExceptOnCreate");
            assertThat(kept.path("UpdateReplacePolicy").asText()).as(id).isEqualTo("Retain");
        }
    }

    @Test
    void hasSampleEventsForEveryFunctionAndForNothingElse() {
        assertThat(Checkout.list(Checkout.root().resolve("events")))
                .extracting(folder -> folder.getFileName().toString())
                .containsExactlyInAnyOrderElementsOf(Checkout.functions());
        assertThat(Checkout.functions())
                .allSatisfy(function -> assertThat(Checkout.eventsOf(function)).isNotEmpty());
    }

    private static String folder(JsonNode function) {
        Matcher code = CODE.matcher(function.path("CodeUri").asText());
        assertThat(code.matches()).as("CodeUri " + function.path("CodeUri")).isTrue();
        return code.group(1);
    }

    private static Set<String> keysRead() throws IOException {
        Set<String> keys = new HashSet<>();
        for (String folder : List.of("functions", "shared/aws", "shared/logs")) {
            for (Path file : Checkout.javaUnder(folder)) {
                keys.addAll(KEY.matcher(Files.readString(file))
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet()));
            }
        }
        return keys;
    }

    private static List<String> texts(JsonNode oneOrMany) {
        return oneOrMany.isTextual()
                ? List.of(oneOrMany.asText())
                : StreamSupport.stream(oneOrMany.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
