package cloud.broom.local.template;

import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Policy;
import cloud.broom.local.iam.Roles;
import cloud.broom.local.lambda.AsyncSettings;
import cloud.broom.local.lambda.FunctionSettings;
import cloud.broom.local.lambda.Functions;
import cloud.broom.local.scheduler.Schedules;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Roles, functions and schedules. */
final class Execution {
    private final Account account;
    private final Roles roles;
    private final Functions functions;
    private final Schedules schedules;
    private final Map<String, List<Policy>> policies = new HashMap<>();

    Execution(Account account, Roles roles, Functions functions, Schedules schedules) {
        this.account = account;
        this.roles = roles;
        this.functions = functions;
        this.schedules = schedules;
    }

    void enter(Map<String, ResourceType> types) {
        types.put("AWS::IAM::Role", this::role);
        types.put("AWS::IAM::Policy", this::policy);
        types.put("AWS::Lambda::Function", this::function);
        types.put("AWS::Lambda::EventInvokeConfig", this::async);
        types.put("AWS::Lambda::Permission", this::permission);
        types.put("AWS::Scheduler::Schedule", this::schedule);
        types.put("AWS::Scheduler::ScheduleGroup", this::group);
    }

    /** Who may assume the role is not evaluated: the services of this cloud assume what they are given. */
    private Created role(Draft draft) {
        Properties properties = draft.properties().without("AssumeRolePolicyDocument", "Description", "Tags", "Path");
        String name = draft.named("RoleName", 64);
        List<Policy> own = new ArrayList<>();
        for (Properties policy : properties.objects("Policies")) {
            policy.without("PolicyName");
            own.add(Policy.of(policy.tree("PolicyDocument")));
            policy.done();
        }
        policies.put(name, own);
        roles.put(name, own);
        return new Created(name, Map.of("Arn", account.roleArn(name), "RoleId", "AROALOCAL" + name));
    }

    private Created policy(Draft draft) {
        Properties properties = draft.properties().without("PolicyName");
        Policy policy = Policy.of(properties.tree("PolicyDocument"));
        for (String role : properties.texts("Roles")) {
            policies.computeIfAbsent(role, any -> new ArrayList<>()).add(policy);
            roles.put(role, policies.get(role));
        }
        return new Created(draft.name().within(128), Map.of());
    }

    private Created function(Draft draft) {
        Properties properties =
                draft.properties().without("Architectures", "Description", "Tags", "TracingConfig", "Tracing");
        String name = draft.named("FunctionName", 64);
        FunctionSettings settings = new FunctionSettings(
                name,
                properties.maybe("Description").orElse(""),
                properties.text("Runtime"),
                properties.text("Handler"),
                properties.text("Role").replaceFirst(".*/", ""),
                properties.object("Environment").map("Variables"),
                Duration.ofSeconds(properties.number("Timeout", 3)),
                properties.number("MemorySize", 128),
                logGroup(properties.object("LoggingConfig")).orElse("/aws/lambda/" + name),
                code(draft));
        if (!settings.runtime().startsWith("java")) {
            throw new TemplateRefusedException(
                    properties.place() + ".Runtime", "the local cloud runs Java, not " + settings.runtime());
        }
        String arn = functions.create(settings);
        return Created.of(settings.name(), arn);
    }

    private static Optional<String> logGroup(Properties logging) {
        Optional<String> group = logging.maybe("LogGroup");
        logging.done();
        return group;
    }

    private static Path code(Draft draft) {
        Path code = draft.folder().resolve(draft.properties().text("CodeUri"));
        if (!Files.exists(code)) {
            throw new TemplateRefusedException(
                    draft.properties().place() + ".CodeUri", "there is no " + code + ": build it with mvn package");
        }
        return code;
    }

    private Created async(Draft draft) {
        Properties properties = draft.properties().without("Qualifier");
        String function = properties.text("FunctionName");
        Properties destinations = properties.object("DestinationConfig");
        AsyncSettings settings = new AsyncSettings(
                properties.number("MaximumRetryAttempts", AsyncSettings.DEFAULT.retries()),
                Duration.ofSeconds(properties.number("MaximumEventAgeInSeconds", (int)
                        AsyncSettings.DEFAULT.longestAge().toSeconds())),
                destination(destinations, "OnFailure"),
                destination(destinations, "OnSuccess"));
        destinations.done();
        functions.configure(function, settings);
        return new Created(draft.name().within(128), Map.of());
    }

    private static Optional<String> destination(Properties destinations, String when) {
        Properties destination = destinations.object(when).without("Type");
        Optional<String> arn = destination.maybe("Destination");
        destination.done();
        return arn;
    }

    /** Kept by nobody: resource policies are not evaluated here. */
    private Created permission(Draft draft) {
        draft.properties().without("Action", "FunctionName", "Principal", "SourceArn", "SourceAccount");
        return new Created(draft.name().within(128), Map.of());
    }

    private Created schedule(Draft draft) {
        String name = draft.named("Name", 64);
        ObjectNode wish = Json.object();
        for (String member : List.of(
                "Description",
                "EndDate",
                "FlexibleTimeWindow",
                "GroupName",
                "ScheduleExpression",
                "ScheduleExpressionTimezone",
                "StartDate",
                "State",
                "Target")) {
            JsonNode value = draft.properties().tree(member);
            if (!value.isMissingNode()) {
                wish.set(member, value);
            }
        }
        return Created.of(name, schedules.create(name, wish));
    }

    private Created group(Draft draft) {
        String name = draft.named("Name", 64);
        draft.properties().without("Tags");
        return Created.of(name, schedules.createGroup(name));
    }
}
