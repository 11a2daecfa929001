package cloud.broom.local.template;

import cloud.broom.local.iam.Account;
import java.util.Map;

/** Resources that are named and accepted but do nothing here: composite alarms are not evaluated, nothing is queried. */
final class Kept {
    private final Account account;

    Kept(Account account) {
        this.account = account;
    }

    void enter(Map<String, ResourceType> types) {
        types.put("AWS::CloudWatch::CompositeAlarm", this::alarm);
        types.put("AWS::Logs::QueryDefinition", this::query);
        types.put("AWS::Logs::MetricFilter", this::metricFilter);
    }

    private Created alarm(Draft draft) {
        draft.properties().keep();
        String name = draft.named("AlarmName", 255);
        return Created.of(name, account.arn("cloudwatch", "alarm:" + name));
    }

    private Created query(Draft draft) {
        draft.properties().keep();
        return new Created(
                draft.name().within(255),
                Map.of("QueryDefinitionId", draft.name().within(255)));
    }

    private Created metricFilter(Draft draft) {
        draft.properties().keep();
        return new Created(draft.named("FilterName", 512), Map.of());
    }
}
