package cloud.broom.local.cloudformation;

import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.template.Stack;
import cloud.broom.local.template.Stacks;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.QueryProtocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import cloud.broom.local.wire.Xml;
import java.util.List;

/** CloudFormation, to read only: stacks come from templates deployed when the cloud starts. */
public final class CloudFormation implements Service {
    private static final String STATUS = "CREATE_COMPLETE";

    private final Account account;
    private final Stacks stacks;
    private final QueryProtocol protocol = new QueryProtocol("http://cloudformation.amazonaws.com/doc/2010-05-15/");
    private final Operations operations = new Operations();

    public CloudFormation(Account account, Stacks stacks) {
        this.account = account;
        this.stacks = stacks;
        operations
                .on("DescribeStacks", "cloudformation:DescribeStacks", this::arn, this::describe)
                .on("DescribeStackResources", "cloudformation:DescribeStackResources", this::arn, this::resources)
                .on("ListStackResources", "cloudformation:ListStackResources", this::arn, this::listResources);
    }

    @Override
    public String name() {
        return "CloudFormation";
    }

    @Override
    public String scope() {
        return "cloudformation";
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

    private Reply describe(Request request) {
        List<Stack> described = request.parameter("StackName").isPresent() ? List.of(stack(request)) : stacks.all();
        return protocol.result(
                request,
                result -> result.element(
                        "Stacks", list -> described.forEach(stack -> list.element("member", m -> stack(m, stack)))));
    }

    private static void stack(Xml xml, Stack stack) {
        xml.text("StackName", stack.name())
                .text("StackId", stack.id())
                .text("Description", stack.description())
                .text("CreationTime", stack.created().toString())
                .text("StackStatus", STATUS)
                .element("Parameters", list -> stack.parameters()
                        .forEach((key, value) -> list.element(
                                "member", m -> m.text("ParameterKey", key).text("ParameterValue", value))))
                .element("Outputs", list -> stack.outputs()
                        .forEach((key, value) -> list.element(
                                "member", m -> m.text("OutputKey", key).text("OutputValue", value))));
    }

    private Reply resources(Request request) {
        Stack stack = stack(request);
        return protocol.result(
                request,
                result -> result.element("StackResources", list -> stack.resources()
                        .forEach(resource -> list.element("member", member -> {
                            member.text("StackName", stack.name()).text("StackId", stack.id());
                            resource(member, resource)
                                    .text("Timestamp", stack.created().toString());
                        }))));
    }

    private Reply listResources(Request request) {
        Stack stack = stack(request);
        return protocol.result(
                request,
                result -> result.element("StackResourceSummaries", list -> stack.resources()
                        .forEach(resource -> list.element("member", member -> resource(member, resource)
                                .text("LastUpdatedTimestamp", stack.created().toString())))));
    }

    private static Xml resource(Xml xml, Stack.Resource resource) {
        return xml.text("LogicalResourceId", resource.logicalId())
                .text("PhysicalResourceId", resource.physicalId())
                .text("ResourceType", resource.type())
                .text("ResourceStatus", STATUS);
    }

    private Stack stack(Request request) {
        String name = request.required("StackName");
        return stacks.find(name)
                .orElseThrow(() -> new AwsError(400, "ValidationError", "Stack with id " + name + " does not exist"));
    }

    private String arn(Request request) {
        String name = request.parameter("StackName").orElse("*");
        return name.startsWith("arn:") ? name : account.arn("cloudformation", "stack/" + name + "/*");
    }
}
