package cloud.broom.local.control;

import cloud.broom.local.fault.Fault;
import cloud.broom.local.fault.Faults;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Calls;
import cloud.broom.local.wire.Front;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Refusal;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.RestJson;
import cloud.broom.local.wire.Route;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Faults and call counts over HTTP, for the operator's key only; signed for the service {@code local}, as in
 * {@code curl --aws-sigv4 aws:amz:us-east-1:local --user $AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY}.
 *
 * <ul>
 *   <li>{@code POST /_local/faults} arms one, {@code GET} lists them with their counts, {@code DELETE} clears them, or
 *       with {@code ?operation=Sns.*} those armed against that
 *   <li>{@code GET /_local/calls} counts calls by caller and operation, {@code DELETE} begins anew
 * </ul>
 */
public final class Controls implements Service {
    private final Faults faults;
    private final Calls calls;
    private final Protocol protocol = new RestJson(List.of(
            new Route("GET", "/_local/faults", "ListFaults"),
            new Route("POST", "/_local/faults", "ArmFault"),
            new Route("DELETE", "/_local/faults", "ClearFaults"),
            new Route("GET", "/_local/calls", "ListCalls"),
            new Route("DELETE", "/_local/calls", "ClearCalls")));

    public Controls(Faults faults, Calls calls) {
        this.faults = faults;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "Local";
    }

    @Override
    public String scope() {
        return Front.CONTROL;
    }

    @Override
    public Protocol protocol() {
        return protocol;
    }

    /** No policy can grant this, not even one that grants everything. */
    @Override
    public List<Permission> needs(Request request) {
        if (!request.principal().isOperator()) {
            throw protocol.refuse(Refusal.DENIED, "Only the operator may control the local cloud");
        }
        return List.of();
    }

    @Override
    public Reply answer(Request request) {
        return switch (request.operation()) {
            case "ListFaults" -> Reply.json(200, list());
            case "ArmFault" -> Reply.json(200, arm(request));
            case "ListCalls" -> Reply.json(200, counts());
            case "ClearFaults" -> {
                request.parameter("operation").ifPresentOrElse(faults::disarm, faults::clear);
                yield Reply.empty(204);
            }
            case "ClearCalls" -> {
                calls.clear();
                yield Reply.empty(204);
            }
            default -> throw AwsError.notImplemented(request.call());
        };
    }

    private ObjectNode arm(Request request) {
        try {
            FaultDocument document = FaultDocument.read(request.json());
            return FaultDocument.write(
                    faults.armAfter(document.after(), document.operation(), document.trouble(), document.times()));
        } catch (IllegalArgumentException e) {
            throw new AwsError(400, "ValidationException", String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode list() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("faults");
        for (Fault fault : faults.armed()) {
            list.add(FaultDocument.write(fault));
        }
        return answer;
    }

    private ObjectNode counts() {
        ObjectNode answer = Json.object();
        calls.sessions().forEach(session -> {
            ObjectNode of = answer.putObject(session);
            calls.of(session).forEach(of::put);
        });
        return answer;
    }
}
