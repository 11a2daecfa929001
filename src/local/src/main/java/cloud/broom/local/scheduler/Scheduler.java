package cloud.broom.local.scheduler;

import cloud.broom.local.iam.Permission;
import cloud.broom.local.operation.Operations;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import cloud.broom.local.wire.Protocol;
import cloud.broom.local.wire.Reply;
import cloud.broom.local.wire.Request;
import cloud.broom.local.wire.RestJson;
import cloud.broom.local.wire.Route;
import cloud.broom.local.wire.Service;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** EventBridge Scheduler's API: schedules and groups. No tags. A listing has one page. */
public final class Scheduler implements Service {
    private static final String SCHEDULE = "/schedules/{Name}";
    private static final String GROUP = "/schedule-groups/{Name}";

    private final Schedules schedules;
    private final Operations operations = new Operations();
    private final Protocol protocol = new RestJson(List.of(
            new Route("POST", SCHEDULE, "CreateSchedule"),
            new Route("GET", SCHEDULE, "GetSchedule"),
            new Route("PUT", SCHEDULE, "UpdateSchedule"),
            new Route("DELETE", SCHEDULE, "DeleteSchedule"),
            new Route("GET", "/schedules", "ListSchedules"),
            new Route("POST", GROUP, "CreateScheduleGroup"),
            new Route("GET", GROUP, "GetScheduleGroup"),
            new Route("DELETE", GROUP, "DeleteScheduleGroup"),
            new Route("GET", "/schedule-groups", "ListScheduleGroups")));

    public Scheduler(Schedules schedules) {
        this.schedules = schedules;
        operations
                .onAll("CreateSchedule", request -> passing("scheduler:CreateSchedule", request), this::create)
                .onAll("UpdateSchedule", request -> passing("scheduler:UpdateSchedule", request), this::update)
                .on("GetSchedule", "scheduler:GetSchedule", this::named, this::get)
                .on("DeleteSchedule", "scheduler:DeleteSchedule", this::named, this::delete)
                .on("ListSchedules", "scheduler:ListSchedules", request -> "*", this::list)
                .on("CreateScheduleGroup", "scheduler:CreateScheduleGroup", this::group, this::createGroup)
                .on("GetScheduleGroup", "scheduler:GetScheduleGroup", this::group, this::getGroup)
                .on("DeleteScheduleGroup", "scheduler:DeleteScheduleGroup", this::group, this::deleteGroup)
                .on("ListScheduleGroups", "scheduler:ListScheduleGroups", request -> "*", this::listGroups);
    }

    @Override
    public String name() {
        return "Scheduler";
    }

    @Override
    public String scope() {
        return "scheduler";
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

    /** Who gives a schedule a role must be allowed to pass it. */
    private List<Permission> passing(String action, Request request) {
        String group = wish(request).path("GroupName").asText(Schedules.DEFAULT_GROUP);
        Permission change = Permission.of(action, schedules.arn(group, request.label("Name")));
        String role = wish(request).path("Target").path("RoleArn").asText();
        return role.startsWith("arn:") ? List.of(change, Permission.of("iam:PassRole", role)) : List.of(change);
    }

    private Reply create(Request request) {
        String arn = schedules.create(request.label("Name"), wish(request));
        return Reply.json(200, Json.object().put("ScheduleArn", arn));
    }

    private Reply update(Request request) {
        String arn = schedules.update(request.label("Name"), wish(request));
        return Reply.json(200, Json.object().put("ScheduleArn", arn));
    }

    private Reply get(Request request) {
        Schedule schedule = schedules.get(groupName(request), request.label("Name"));
        ObjectNode answer = head(schedule);
        answer.setAll(schedule.wish());
        answer.remove("ClientToken");
        answer.put("State", state(schedule));
        if (!answer.has("ScheduleExpressionTimezone")) {
            answer.put("ScheduleExpressionTimezone", "UTC");
        }
        schedule.start().ifPresent(start -> answer.put("StartDate", seconds(start)));
        schedule.end().ifPresent(end -> answer.put("EndDate", seconds(end)));
        return Reply.json(200, answer);
    }

    private Reply delete(Request request) {
        schedules.delete(groupName(request), request.label("Name"));
        return Reply.json(200, Json.object());
    }

    private Reply list(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Schedules");
        schedules.all().stream()
                .filter(s -> s.name().startsWith(request.parameter("NamePrefix").orElse("")))
                .filter(s ->
                        request.parameter("ScheduleGroup").orElse(s.group()).equals(s.group()))
                .filter(s -> request.parameter("State").orElse(state(s)).equals(state(s)))
                .forEach(schedule -> {
                    ObjectNode summary = head(schedule).put("State", state(schedule));
                    summary.putObject("Target")
                            .put("Arn", schedule.target().path("Arn").asText());
                    list.add(summary);
                });
        return Reply.json(200, answer);
    }

    private Reply createGroup(Request request) {
        String arn = schedules.createGroup(request.label("Name"));
        return Reply.json(200, Json.object().put("ScheduleGroupArn", arn));
    }

    private Reply getGroup(Request request) {
        schedules.checkGroup(request.label("Name"));
        return Reply.json(200, groupTree(request.label("Name")));
    }

    private Reply deleteGroup(Request request) {
        if (request.label("Name").equals(Schedules.DEFAULT_GROUP)) {
            throw new AwsError(400, "ValidationException", "The default schedule group cannot be deleted.");
        }
        schedules.deleteGroup(request.label("Name"));
        return Reply.json(200, Json.object());
    }

    private Reply listGroups(Request request) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("ScheduleGroups");
        schedules.groups().forEach(group -> list.add(groupTree(group)));
        return Reply.json(200, answer);
    }

    private ObjectNode groupTree(String group) {
        return Json.object()
                .put("Arn", schedules.groupArn(group))
                .put("Name", group)
                .put("State", "ACTIVE");
    }

    private static ObjectNode head(Schedule schedule) {
        return Json.object()
                .put("Arn", schedule.arn())
                .put("GroupName", schedule.group())
                .put("Name", schedule.name())
                .put("CreationDate", seconds(schedule.created()))
                .put("LastModificationDate", seconds(schedule.modified()));
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static String state(Schedule schedule) {
        return schedule.enabled() ? "ENABLED" : "DISABLED";
    }

    private static ObjectNode wish(Request request) {
        if (request.json() instanceof ObjectNode wish) {
            return wish;
        }
        throw new AwsError(400, "SerializationException", "the body is no JSON object");
    }

    private String named(Request request) {
        return schedules.arn(groupName(request), request.label("Name"));
    }

    private String group(Request request) {
        return schedules.groupArn(request.label("Name"));
    }

    private static String groupName(Request request) {
        return request.parameter("groupName").orElse(Schedules.DEFAULT_GROUP);
    }
}
