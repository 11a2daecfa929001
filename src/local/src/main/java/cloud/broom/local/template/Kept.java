package cloud.broom.local.template;

import cloud.broom.local.iam.Account;
import java.util.Map;

/** Resources that are named and accepted but do nothing here: alarms are not evaluated, logs go to the log listener. */
final class Kept {
    private final Account account;

    Kept(Account account) {
        this.account = account;
    }

    void enter(Map<String, ResourceType> types) {
        types.put("AWS::CloudWatch::Alarm", this::alarm);
        types.put("AWS::CloudWatch::CompositeAlarm", this::alarm);
        types.put("AWS::CloudWatch::Dashboard", this::dashboard);
        types.put("AWS::Logs::LogGroup", this::logGroup);
        types.put("AWS::Logs::MetricFilter", this::metricFilter);
    }

    private Created alarm(Draft draft) {
        draft.properties().keep();
        String name = draft.named("AlarmName", 255);
        return Created.of(name, account.arn("cloudwatch", "alarm:" + name));
    }

    private Created dashboard(Draft draft) {
        draft.properties().keep();
        return new Created(draft.named("DashboardName", 255), Map.of());
    }

    private Created logGroup(Draft draft) {
        draft.properties().keep();
        String name = draft.named("LogGroupName", 512);
        return Created.of(name, account.arn("logs", "log-group:" + name + ":*"));
    }

    private Created metricFilter(Draft draft) {
        draft.properties().keep();
        return new Created(draft.named("FilterName", 512), Map.of());
    }
}
