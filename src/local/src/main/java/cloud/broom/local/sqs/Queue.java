package cloud.broom.local.sqs;

import cloud.broom.local.wire.AwsError;
import cloud.broom.local.wire.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A standard queue. Thread-safe; it waits in real time, and hides messages by the cloud's clock. */
final class Queue {
    static final int MAX_BYTES = 1_048_576;
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final String name;
    private final String arn;
    private final Clock clock;
    private final Instant created;
    private final Map<String, String> attributes = new TreeMap<>();
    private final List<Message> messages = new ArrayList<>();

    Queue(String name, String arn, Clock clock) {
        this.name = name;
        this.arn = arn;
        this.clock = clock;
        this.created = clock.instant();
        attributes.putAll(Map.of(
                "VisibilityTimeout", "30",
                "DelaySeconds", "0",
                "MaximumMessageSize", String.valueOf(MAX_BYTES),
                "MessageRetentionPeriod", "345600",
                "ReceiveMessageWaitTimeSeconds", "0",
                "SqsManagedSseEnabled", "true"));
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    synchronized void set(Map<String, String> changes) {
        attributes.putAll(changes);
    }

    synchronized Map<String, String> attributes() {
        Instant now = clock.instant();
        long hidden = messages.stream()
                .filter(m -> m.visible.isAfter(now) && m.receives > 0)
                .count();
        long delayed = messages.stream()
                .filter(m -> m.visible.isAfter(now) && m.receives == 0)
                .count();
        Map<String, String> all = new TreeMap<>(attributes);
        all.put("QueueArn", arn);
        all.put("CreatedTimestamp", String.valueOf(created.getEpochSecond()));
        all.put("LastModifiedTimestamp", String.valueOf(created.getEpochSecond()));
        all.put("ApproximateNumberOfMessages", String.valueOf(messages.size() - hidden - delayed));
        all.put("ApproximateNumberOfMessagesNotVisible", String.valueOf(hidden));
        all.put("ApproximateNumberOfMessagesDelayed", String.valueOf(delayed));
        return all;
    }

    synchronized Message send(String body, ObjectNode messageAttributes, Optional<Integer> delaySeconds) {
        int bytes = body.getBytes(StandardCharsets.UTF_8).length;
        int most = number("MaximumMessageSize");
        if (body.isEmpty() || bytes > most) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "One or more parameters are invalid. Reason: Message must be longer than 0 and at most " + most
                            + " bytes, it has " + bytes + ".");
        }
        Instant now = clock.instant();
        Message message = new Message(
                UUID.randomUUID().toString(),
                body,
                messageAttributes,
                now,
                now.plusSeconds(delaySeconds.orElse(number("DelaySeconds"))));
        messages.add(message);
        notifyAll();
        return message;
    }

    /** Up to that many messages; waits, in real time, for the first of them. */
    synchronized List<Message> receive(int most, Optional<Integer> waitSeconds, Optional<Integer> hideSeconds) {
        long end = System.nanoTime()
                + TimeUnit.SECONDS.toNanos(waitSeconds.orElse(number("ReceiveMessageWaitTimeSeconds")));
        Duration hide = Duration.ofSeconds(hideSeconds.orElse(number("VisibilityTimeout")));
        List<Message> taken = take(most, hide);
        while (taken.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return taken;
            }
            try {
                wait(Math.min(left, LOOK_AGAIN_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return taken;
            }
            taken = take(most, hide);
        }
        return taken;
    }

    synchronized void delete(String handle) {
        messages.removeIf(message -> message.handle.equals(handle));
    }

    synchronized void hide(String handle, int seconds) {
        Instant until = clock.instant().plusSeconds(seconds);
        messages.stream().filter(message -> message.handle.equals(handle)).forEach(message -> message.visible = until);
        notifyAll();
    }

    synchronized void purge() {
        messages.clear();
    }

    /** ARN and count of the redrive policy, if there is one. */
    synchronized Optional<Redrive> redrive() {
        return Optional.ofNullable(attributes.get("RedrivePolicy"))
                .filter(text -> !text.isEmpty())
                .map(Redrive::of);
    }

    /** Removes and gives those that were received too often and are visible again. */
    synchronized List<Message> worn(int mostReceives) {
        Instant now = clock.instant();
        List<Message> worn = messages.stream()
                .filter(m -> m.receives >= mostReceives && !m.visible.isAfter(now))
                .toList();
        messages.removeAll(worn);
        return worn;
    }

    private List<Message> take(int most, Duration hide) {
        Instant now = clock.instant();
        int retention = number("MessageRetentionPeriod");
        messages.removeIf(message -> message.sent.plusSeconds(retention).isBefore(now));
        List<Message> taken = messages.stream()
                .filter(message -> !message.visible.isAfter(now))
                .limit(most)
                .toList();
        for (Message message : taken) {
            message.handle = UUID.randomUUID().toString();
            message.visible = now.plus(hide);
            message.firstReceived = message.receives == 0 ? now : message.firstReceived;
            message.receives++;
        }
        return taken;
    }

    private int number(String attribute) {
        return Integer.parseInt(attributes.getOrDefault(attribute, "0"));
    }

    /** Where messages go that nobody deletes. */
    record Redrive(String arn, int mostReceives) {
        static Redrive of(String json) {
            try {
                JsonNode policy = Json.read(json);
                return new Redrive(
                        policy.path("deadLetterTargetArn").asText(),
                        policy.path("maxReceiveCount").asInt());
            } catch (JsonProcessingException e) {
                throw new AwsError(
                        400, "InvalidAttributeValue", "RedrivePolicy is not JSON: " + e.getOriginalMessage());
            }
        }
    }
}
