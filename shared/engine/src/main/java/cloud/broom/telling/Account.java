package cloud.broom.telling;

import cloud.broom.notice.Alert;
import java.util.List;

/**
 * What there is to say of a trouble, but for the incident itself.
 *
 * @param state as subscriptions filter by it
 * @param lead what happened and whether anything was deleted; why; where most of it is
 * @param steps what to look at, how to go on, how to stop it
 * @param tail what more there is to look up, after who answers for it
 */
public record Account(String state, List<String> lead, List<Alert.Step> steps, List<String> tail) {
    public Account {
        lead = lead.stream().map(Words::line).toList();
        steps = List.copyOf(steps);
        tail = tail.stream().map(Words::line).toList();
    }
}
