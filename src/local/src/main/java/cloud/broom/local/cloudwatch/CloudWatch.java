package cloud.broom.local.cloudwatch;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.QueryOrJson;
import cloud.broom.local.wire.QueryProtocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** CloudWatch: metrics and metric alarms, dashboards. No composite alarms, no anomaly detection. A listing has one page. */
public final class CloudWatch implements Service {
    private final Alarms alarms;
    private final Metrics metrics;
    private final Dashboards dashboards;
    private final Answers answers;
    private final QueryOrJson protocol = new QueryOrJson(
            "GraniteServiceVersion20100801", new QueryProtocol("http://monitoring.amazonaws.com/doc/2010-08-01/"));
    private final Operations operations = new Operations();

    public CloudWatch(Alarms alarms, Metrics metrics, Dashboards dashboards) {
        this.alarms = alarms;
        this.metrics = metrics;
        this.dashboards = dashboards;
        this.answers = new Answers(metrics);
        enterAlarms();
        operations
                .on("PutMetricData", "cloudwatch:PutMetricData", any -> "*", this::putData)
                .on("GetMetricData", "cloudwatch:GetMetricData", any -> "*", r -> ok(r, answers.data(r.json())))
                .on(
                        "GetMetricStatistics",
                        "cloudwatch:GetMetricStatistics",
                        any -> "*",
                        r -> ok(r, answers.statistics(r.json())))
                .on("ListMetrics", "cloudwatch:ListMetrics", any -> "*", this::list)
                .on("PutDashboard", "cloudwatch:PutDashboard", this::dashboardArn, this::putDashboard)
                .on("GetDashboard", "cloudwatch:GetDashboard", this::dashboardArn, this::getDashboard)
                .on("ListDashboards", "cloudwatch:ListDashboards", any -> "*", this::listDashboards)
                .on("DeleteDashboards", "cloudwatch:DeleteDashboards", any -> "*", this::deleteDashboards);
    }

    private void enterAlarms() {
        operations
                .on("PutMetricAlarm", "cloudwatch:PutMetricAlarm", this::alarmArn, this::putAlarm)
                .on("DescribeAlarms", "cloudwatch:DescribeAlarms", any -> "*", this::describe)
                .on("DescribeAlarmHistory", "cloudwatch:DescribeAlarmHistory", any -> "*", this::history)
                .on("SetAlarmState", "cloudwatch:SetAlarmState", this::alarmArn, this::setState)
                .onAll("DeleteAlarms", r -> each("DeleteAlarms", r), r -> forEach(r, alarms::delete))
                .onAll(
                        "EnableAlarmActions",
                        r -> each("EnableAlarmActions", r),
                        r -> forEach(r, name -> alarms.enable(name, true)))
                .onAll(
                        "DisableAlarmActions",
                        r -> each("DisableAlarmActions", r),
                        r -> forEach(r, name -> alarms.enable(name, false)));
    }

    @Override
    public String name() {
        return "CloudWatch";
    }

    @Override
    public String scope() {
        return "monitoring";
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

    private Reply putAlarm(Request request) {
        if (!(request.json() instanceof ObjectNode wish)) {
            throw new AwsError(400, "SerializationException", "the body is no object");
        }
        String ignored = alarms.put(wish);
        return ok(request, Json.object());
    }

    private Reply describe(Request request) {
        JsonNode input = request.json();
        List<String> names = texts(input.path("AlarmNames"));
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("MetricAlarms");
        for (Alarm alarm : alarms.all()) {
            State state = alarms.state(alarm);
            boolean wanted = (names.isEmpty() || names.contains(alarm.name()))
                    && alarm.name().startsWith(input.path("AlarmNamePrefix").asText())
                    && input.path("StateValue")
                            .asText(state.value().name())
                            .equals(state.value().name());
            if (wanted) {
                list.add(tree(alarm, state));
            }
        }
        answer.putArray("CompositeAlarms");
        return ok(request, answer);
    }

    private static ObjectNode tree(Alarm alarm, State state) {
        ObjectNode tree = alarm.wish().deepCopy();
        tree.remove("Tags");
        return tree.put("AlarmArn", alarm.arn())
                .put("ActionsEnabled", alarm.actionsEnabled())
                .put("StateValue", state.value().name())
                .put("StateReason", state.reason())
                .put("StateReasonData", state.data())
                .putPOJO("StateUpdatedTimestamp", state.since())
                .putPOJO("StateTransitionedTimestamp", state.since())
                .putPOJO("AlarmConfigurationUpdatedTimestamp", alarm.created());
    }

    private Reply history(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("AlarmHistoryItems");
        String kind = request.json().path("HistoryItemType").asText();
        alarms.history(request.json().path("AlarmName").asText()).stream()
                .filter(entry -> kind.isEmpty() || kind.equals(entry.kind()))
                .forEach(entry -> list.addObject()
                        .put("AlarmName", entry.alarm().name())
                        .put("AlarmType", "MetricAlarm")
                        .putPOJO("Timestamp", entry.at())
                        .put("HistoryItemType", entry.kind())
                        .put("HistorySummary", entry.summary())
                        .put("HistoryData", "{}"));
        return ok(request, answer);
    }

    private Reply setState(Request request) {
        JsonNode input = request.json();
        try {
            alarms.set(
                    input.path("AlarmName").asText(),
                    StateValue.valueOf(input.path("StateValue").asText()),
                    input.path("StateReason").asText(),
                    input.path("StateReasonData").asText("{}"));
        } catch (IllegalArgumentException e) {
            throw Queries.invalid("StateValue must be OK, ALARM or INSUFFICIENT_DATA");
        }
        return ok(request, Json.object());
    }

    private Reply putData(Request request) {
        answers.put(request.json(), alarms.now());
        return ok(request, Json.object());
    }

    private Reply list(Request request) {
        JsonNode input = request.json();
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Metrics");
        metrics.all().stream()
                .filter(id -> input.path("Namespace").asText(id.namespace()).equals(id.namespace()))
                .filter(id -> input.path("MetricName").asText(id.name()).equals(id.name()))
                .forEach(id -> list.add(id.writeTo(Json.object())));
        return ok(request, answer);
    }

    private Reply putDashboard(Request request) {
        JsonNode input = request.json();
        String ignored = dashboards.put(
                input.path("DashboardName").asText(),
                input.path("DashboardBody").asText());
        return ok(request, Json.object());
    }

    private Reply getDashboard(Request request) {
        String name = request.json().path("DashboardName").asText();
        return ok(
                request,
                Json.object()
                        .put("DashboardName", name)
                        .put("DashboardArn", dashboards.arn(name))
                        .put("DashboardBody", dashboards.body(name)));
    }

    private Reply listDashboards(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("DashboardEntries");
        dashboards.all().forEach((name, body) -> list.addObject()
                .put("DashboardName", name)
                .put("DashboardArn", dashboards.arn(name))
                .put("Size", body.length()));
        return ok(request, answer);
    }

    private Reply deleteDashboards(Request request) {
        texts(request.json().path("DashboardNames")).forEach(dashboards::delete);
        return ok(request, Json.object());
    }

    private Reply forEach(Request request, Consumer<String> alarm) {
        texts(request.json().path("AlarmNames")).forEach(alarm);
        return ok(request, Json.object());
    }

    private List<Permission> each(String operation, Request request) {
        Function<String, Permission> needed = name -> Permission.of("cloudwatch:" + operation, alarms.arn(name));
        return texts(request.json().path("AlarmNames")).stream().map(needed).toList();
    }

    private String alarmArn(Request request) {
        return alarms.arn(request.json().path("AlarmName").asText());
    }

    private String dashboardArn(Request request) {
        return dashboards.arn(request.json().path("DashboardName").asText());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private Reply ok(Request request, ObjectNode tree) {
        return protocol.result(request, tree);
    }
}
