package cloud.broom.local.lambda;

import cloud.broom.local.delivery.Delivery;
import cloud.broom.local.delivery.Delivery.EventHead;
import cloud.broom.local.delivery.Handed;
import cloud.broom.local.delivery.Targets;
import cloud.broom.local.iam.Account;
import cloud.broom.local.iam.Principal;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Body;
import cloud.broom.local.wire.Json;
import cloud.broom.local.work.Flight;
import cloud.broom.local.work.Work;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lambda's queue of asynchronous invocations: after a function error up to two more tries, then the on-failure
 * destination. Unlike Lambda's it never delivers twice of itself, and a throttled event is tried again each second.
 */
public final class AsyncInvocations {
    /** One minute after the first failure, two after the second. */
    public static final List<Duration> LAMBDA_DELAYS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private static final Logger log = LoggerFactory.getLogger(AsyncInvocations.class);
    private static final int NOT_FOUND = 404;
    private static final Duration THROTTLED = Duration.ofSeconds(1);

    private record Event(RunningFunction function, Body payload, String requestId, Instant received, Flight flight) {}

    private final Account account;
    private final Targets targets;
    private final Work work;
    private final List<Duration> delays;

    /**
     * An empty queue.
     *
     * @param delays before the first and the second retry
     */
    public AsyncInvocations(Account account, Targets targets, Work work, List<Duration> delays) {
        if (delays.size() != LAMBDA_DELAYS.size()) {
            throw new IllegalArgumentException("two delays are needed, before each retry one: " + delays);
        }
        this.account = account;
        this.targets = targets;
        this.work = work;
        this.delays = List.copyOf(delays);
    }

    String invoke(RunningFunction function, Body payload) {
        String requestId = UUID.randomUUID().toString();
        Event event = new Event(function, payload, requestId, work.clock().instant(), work.begin());
        work.soon(() -> attempt(event, 1));
        return requestId;
    }

    private void attempt(Event event, int count) {
        Outcome outcome;
        try {
            outcome = event.function().invoke(event.payload().bytes(), event.requestId());
        } catch (AwsError refused) {
            if (refused.status() == NOT_FOUND) {
                log.warn(
                        "{} is deleted: its event {} is dropped",
                        event.function().arn(),
                        event.requestId());
                event.flight().end();
                return;
            }
            work.at(work.clock().instant().plus(THROTTLED), () -> attempt(event, count));
            return;
        }
        AsyncSettings settings = event.function().async();
        if (outcome.error().isEmpty()) {
            settings.onSuccess().ifPresent(arn -> tell(arn, event, count, outcome, "Success"));
            event.flight().end();
        } else if (count > settings.retries()) {
            giveUp(event, count, outcome, "RetriesExhausted");
        } else {
            Instant due = work.clock().instant().plus(delays.get(count - 1));
            if (due.isAfter(event.received().plus(settings.longestAge()))) {
                giveUp(event, count, outcome, "EventAgeExceeded");
            } else {
                work.at(due, () -> attempt(event, count + 1));
            }
        }
    }

    private void giveUp(Event event, int count, Outcome outcome, String why) {
        event.function().async().onFailure().ifPresent(arn -> tell(arn, event, count, outcome, why));
        event.flight().end();
    }

    /** Under the function's own role, as Lambda does. */
    private void tell(String destination, Event event, int count, Outcome outcome, String condition) {
        FunctionSettings settings = event.function().settings();
        String result = condition.equals("Success") ? "Success" : "Failure";
        Handed handed = targets.hand(
                Delivery.of(destination, Json.write(description(event, count, outcome, condition)))
                        .as(new EventHead("lambda", "Lambda Function Invocation Result - " + result)),
                Principal.assumed(account, settings.role(), settings.name()));
        if (!handed.accepted()) {
            log.warn("The destination of {} took no {}: {}", settings.name(), result, handed.message());
        }
    }

    private ObjectNode description(Event event, int count, Outcome outcome, String condition) {
        ObjectNode description = Json.object()
                .put("version", "1.0")
                .put("timestamp", work.clock().instant().toString());
        description
                .putObject("requestContext")
                .put("requestId", event.requestId())
                .put("functionArn", event.function().arn() + ":$LATEST")
                .put("condition", condition)
                .put("approximateInvokeCount", count);
        description.set("requestPayload", tree(event.payload()));
        ObjectNode response =
                description.putObject("responseContext").put("statusCode", 200).put("executedVersion", "$LATEST");
        outcome.error().ifPresent(error -> response.put("functionError", error));
        description.set("responsePayload", tree(outcome.payload()));
        return description;
    }

    private static JsonNode tree(Body payload) {
        String text = payload.text();
        try {
            return Json.read(text);
        } catch (JsonProcessingException notJson) {
            return Json.object().textNode(text);
        }
    }
}
