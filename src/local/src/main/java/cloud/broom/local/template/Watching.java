package cloud.broom.local.template;

import cloud.broom.local.cloudwatch.Alarms;
import cloud.broom.local.cloudwatch.Dashboards;
import cloud.broom.local.logs.LogGroups;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.OptionalInt;

/** Alarms, dashboards and log groups. */
public final class Watching {
    private final Alarms alarms;
    private final Dashboards dashboards;
    private final LogGroups logs;

    public Watching(Alarms alarms, Dashboards dashboards, LogGroups logs) {
        this.alarms = alarms;
        this.dashboards = dashboards;
        this.logs = logs;
    }

    void enter(Map<String, ResourceType> types) {
        types.put("AWS::CloudWatch::Alarm", this::alarm);
        types.put("AWS::CloudWatch::Dashboard", this::dashboard);
        types.put("AWS::Logs::LogGroup", this::logGroup);
    }

    private Created alarm(Draft draft) {
        String name = draft.named("AlarmName", 255);
        ObjectNode wish = Json.object();
        draft.properties().members().forEach(member -> {
            JsonNode value = draft.properties().tree(member);
            wish.set(member, value);
        });
        wish.put("AlarmName", name);
        try {
            return Created.of(name, alarms.put(wish));
        } catch (AwsError refused) {
            throw new TemplateRefusedException(draft.properties().place(), refused.message());
        }
    }

    private Created dashboard(Draft draft) {
        String name = draft.named("DashboardName", 255);
        try {
            String ignored = dashboards.put(name, draft.properties().text("DashboardBody"));
        } catch (AwsError refused) {
            throw new TemplateRefusedException(draft.properties().place(), refused.message());
        }
        return new Created(name, Map.of());
    }

    private Created logGroup(Draft draft) {
        Properties properties = draft.properties().without("Tags", "LogGroupClass");
        String name = draft.named("LogGroupName", 512);
        String arn = logs.create(name);
        properties
                .maybe("RetentionInDays")
                .ifPresent(days -> logs.retain(name, OptionalInt.of(Integer.parseInt(days))));
        return Created.of(name, arn);
    }
}
