package cloud.broom.local.lambda;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Body;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.RestJson;
import cloud.broom.local.wire.Route;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/** Lambda's API for functions that a template made: invoke, read, change environment and
 * timeout, reserve concurrency, delete. */
public final class Lambda implements Service {
    private static final String FUNCTIONS = "/2015-03-31/functions";
    private static final String FUNCTION = FUNCTIONS + "/{FunctionName}";
    private static final int MAX_SYNCHRONOUS = 6 * 1024 * 1024;
    private static final int MAX_ASYNCHRONOUS = 1024 * 1024;

    private final Functions functions;
    private final Operations operations = new Operations();
    private final Protocol protocol = new RestJson(List.of(
            new Route("POST", FUNCTION + "/invocations", "Invoke"),
            new Route("GET", FUNCTIONS, "ListFunctions"),
            new Route("GET", FUNCTION, "GetFunction"),
            new Route("DELETE", FUNCTION, "DeleteFunction"),
            new Route("GET", FUNCTION + "/configuration", "GetFunctionConfiguration"),
            new Route("PUT", FUNCTION + "/configuration", "UpdateFunctionConfiguration"),
            new Route("PUT", "/2017-10-31/functions/{FunctionName}/concurrency", "PutFunctionConcurrency"),
            new Route("DELETE", "/2017-10-31/functions/{FunctionName}/concurrency", "DeleteFunctionConcurrency"),
            new Route("GET", "/2019-09-30/functions/{FunctionName}/concurrency", "GetFunctionConcurrency")));

    public Lambda(Functions functions) {
        this.functions = functions;
        operations
                .on("Invoke", "lambda:InvokeFunction", this::arn, this::invoke)
                .on("ListFunctions", "lambda:ListFunctions", request -> "*", this::list)
                .on("GetFunction", "lambda:GetFunction", this::arn, this::function)
                .on("DeleteFunction", "lambda:DeleteFunction", this::arn, this::delete)
                .on(
                        "GetFunctionConfiguration",
                        "lambda:GetFunctionConfiguration",
                        this::arn,
                        request -> Reply.json(200, configuration(get(request))))
                .on("UpdateFunctionConfiguration", "lambda:UpdateFunctionConfiguration", this::arn, this::update)
                .on("PutFunctionConcurrency", "lambda:PutFunctionConcurrency", this::arn, this::reserve)
                .on("DeleteFunctionConcurrency", "lambda:DeleteFunctionConcurrency", this::arn, this::release)
                .on("GetFunctionConcurrency", "lambda:GetFunctionConcurrency", this::arn, this::reserved);
    }

    @Override
    public String name() {
        return "Lambda";
    }

    @Override
    public String scope() {
        return "lambda";
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    @Override
    public List<Permission> needs(Request request) {
        return operations.needs(request);
    }

    @Override
    public Reply answer(Request request) {
        return operations.answer(request);
    }

    private Reply invoke(Request request) {
        RunningFunction function = get(request);
        String type = request.header("x-amz-invocation-type").orElse("RequestResponse");
        Body payload = payload(request, type.equals("Event") ? MAX_ASYNCHRONOUS : MAX_SYNCHRONOUS);
        return switch (type) {
            case "DryRun" -> Reply.empty(204);
            case "Event" -> {
                String ignored = functions.async().invoke(function, payload);
                yield Reply.empty(202);
            }
            case "RequestResponse" -> synchronous(request, function, payload);
            default -> throw new AwsError(400, "InvalidParameterValueException", "InvocationType is " + type);
        };
    }

    private static Reply synchronous(Request request, RunningFunction function, Body payload) {
        Outcome outcome = function.invoke(payload.bytes(), UUID.randomUUID().toString());
        Map<String, String> headers = new HashMap<>();
        headers.put("X-Amz-Executed-Version", "$LATEST");
        headers.put("Content-Type", "application/json");
        outcome.error().ifPresent(error -> headers.put("X-Amz-Function-Error", error));
        if (request.header("x-amz-log-type").filter("Tail"::equals).isPresent()) {
            headers.put("X-Amz-Log-Result", outcome.log());
        }
        return new Reply(200, headers, outcome.payload());
    }

    private static Body payload(Request request, int most) {
        Body payload = request.body();
        if (payload.length() > most) {
            throw new AwsError(
                    413,
                    "RequestTooLargeException",
                    payload.length() + " byte payload is too large, the limit is " + most + " bytes");
        }
        try {
            JsonNode ignored = Json.read(payload.text());
            return payload.length() == 0 ? Body.of("{}") : payload;
        } catch (JsonProcessingException e) {
            throw new AwsError(
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: " + e.getOriginalMessage());
        }
    }

    private Reply list(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Functions");
        functions.all().forEach(function -> list.add(configuration(function)));
        return Reply.json(200, answer);
    }

    private Reply function(Request request) {
        ObjectNode answer = Json.object();
        answer.set("Configuration", configuration(get(request)));
        answer.putObject("Code")
                .put("RepositoryType", "Local")
                .put("Location", get(request).settings().code().toUri().toString());
        get(request).reserved().ifPresent(most -> answer.putObject("Concurrency")
                .put("ReservedConcurrentExecutions", most));
        return Reply.json(200, answer);
    }

    private Reply delete(Request request) {
        functions.delete(get(request).settings().name());
        return Reply.empty(204);
    }

    private Reply update(Request request) {
        JsonNode changes = request.json();
        RunningFunction function = get(request);
        FunctionSettings settings = function.settings();
        for (String name : (Iterable<String>) changes::fieldNames) {
            switch (name) {
                case "FunctionName" -> {}
                case "Environment" -> {
                    Map<String, String> variables = new HashMap<>();
                    changes.path(name)
                            .path("Variables")
                            .properties()
                            .forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
                    settings = settings.withEnvironment(variables);
                }
                case "Timeout" ->
                    settings = settings.withTimeout(
                            Duration.ofSeconds(changes.path(name).asLong()));
                default -> throw AwsError.notImplemented("changing " + name + " of a function");
            }
        }
        function.change(settings);
        return Reply.json(200, configuration(function));
    }

    private Reply reserve(Request request) {
        int most = request.json().path("ReservedConcurrentExecutions").asInt();
        get(request).reserve(OptionalInt.of(most));
        return Reply.json(200, Json.object().put("ReservedConcurrentExecutions", most));
    }

    private Reply release(Request request) {
        get(request).reserve(OptionalInt.empty());
        return Reply.empty(204);
    }

    private Reply reserved(Request request) {
        ObjectNode answer = Json.object();
        get(request).reserved().ifPresent(most -> answer.put("ReservedConcurrentExecutions", most));
        return Reply.json(200, answer);
    }

    private ObjectNode configuration(RunningFunction function) {
        FunctionSettings settings = function.settings();
        ObjectNode tree = Json.object()
                .put("FunctionName", settings.name())
                .put("FunctionArn", function.arn())
                .put("Description", settings.description())
                .put("Runtime", settings.runtime())
                .put("Handler", settings.handler())
                .put("Role", functions.account().roleArn(settings.role()))
                .put("Timeout", settings.timeout().toSeconds())
                .put("MemorySize", settings.memory())
                .put("Version", "$LATEST")
                .put("PackageType", "Zip")
                .put("State", "Active")
                .put("LastUpdateStatus", "Successful");
        tree.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", settings.logGroup());
        ObjectNode variables = tree.putObject("Environment").putObject("Variables");
        settings.environment().forEach(variables::put);
        return tree;
    }

    private RunningFunction get(Request request) {
        String qualifier = request.parameter("Qualifier").orElse("$LATEST");
        if (!qualifier.equals("$LATEST")) {
            throw new AwsError(
                    404, "ResourceNotFoundException", "Function not found: " + arn(request) + ":" + qualifier);
        }
        return functions.get(request.label("FunctionName"));
    }

    private String arn(Request request) {
        return functions.arn(Functions.name(request.label("FunctionName")));
    }
}
