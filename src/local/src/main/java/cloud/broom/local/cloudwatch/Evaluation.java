package cloud.broom.local.cloudwatch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges an alarm by its periods, as CloudWatch documents it: the newest real datapoints of a range somewhat longer than the
 * evaluation periods count, and missing ones are filled in only as far as there are too few.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Configuring how
 *     CloudWatch alarms treat missing data</a>
 */
final class Evaluation {
    /** How many periods more than its evaluation periods an alarm looks at; AWS's own examples have two. */
    static final int FURTHER = 2;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** One period: its beginning, and its value, if any data came. */
    record Point(Instant start, Optional<Double> value) {}

    private final Alarm alarm;
    private final List<Point> range;

    /** Of an alarm and its evaluation range, the oldest period first. */
    Evaluation(Alarm alarm, List<Point> range) {
        this.alarm = alarm;
        this.range = List.copyOf(range);
    }

    /** The state to be in; empty to stay in the present one. */
    Optional<Verdict> judge() {
        List<Point> real =
                range.stream().filter(point -> point.value().isPresent()).toList();
        int periods = alarm.evaluationPeriods();
        List<Point> recent = real.subList(Math.max(0, real.size() - periods), real.size());
        int lacking = periods - recent.size();
        long breaching = recent.stream().filter(this::breaches).count();
        if (breaching >= alarm.datapointsToAlarm()) {
            return crossed(recent, breaching);
        }
        if (lacking == 0) {
            return fine(recent);
        }
        return switch (alarm.missing()) {
            case "breaching" ->
                breaching + lacking >= alarm.datapointsToAlarm() ? missed(StateValue.ALARM, lacking) : fine(recent);
            case "notBreaching" -> real.isEmpty() ? missed(StateValue.OK, lacking) : fine(recent);
            default -> scarce(recent, breaching);
        };
    }

    /** Too few datapoints, and none may be made up. */
    private Optional<Verdict> scarce(List<Point> recent, long breaching) {
        boolean keep = alarm.missing().equals("ignore");
        if (recent.isEmpty()) {
            return keep
                    ? Optional.empty()
                    : Optional.of(new Verdict(
                            StateValue.INSUFFICIENT_DATA,
                            "Insufficient Data: " + alarm.evaluationPeriods() + " datapoints were unknown."));
        }
        if (breaching == recent.size()) {
            boolean oldEnough = range.size() - range.indexOf(recent.get(0)) >= alarm.datapointsToAlarm();
            return keep ? Optional.empty() : oldEnough ? crossed(recent, breaching) : fine(recent);
        }
        return fine(recent);
    }

    private boolean breaches(Point point) {
        return point.value().filter(alarm::breaches).isPresent();
    }

    private Optional<Verdict> crossed(List<Point> recent, long breaching) {
        return Optional.of(new Verdict(
                StateValue.ALARM,
                "Threshold Crossed: %d out of the last %d datapoints [%s] was %s the threshold (%s) (minimum %d datapoint%s for OK -> ALARM transition)."
                        .formatted(
                                breaching,
                                alarm.evaluationPeriods(),
                                texts(recent),
                                alarm.comparisonWords(),
                                alarm.threshold(),
                                alarm.datapointsToAlarm(),
                                alarm.datapointsToAlarm() == 1 ? "" : "s")));
    }

    private Optional<Verdict> missed(StateValue state, int lacking) {
        return Optional.of(new Verdict(
                state,
                "Threshold Crossed: no datapoints were received for %d period%s and %d missing datapoint%s treated as [%s]."
                        .formatted(
                                lacking,
                                lacking == 1 ? "" : "s",
                                lacking,
                                lacking == 1 ? " was" : "s were",
                                state == StateValue.ALARM ? "Breaching" : "NonBreaching")));
    }

    private Optional<Verdict> fine(List<Point> recent) {
        return Optional.of(new Verdict(
                StateValue.OK,
                "Threshold Crossed: %d datapoint%s [%s] %s not %s the threshold (%s)."
                        .formatted(
                                recent.size(),
                                recent.size() == 1 ? "" : "s",
                                texts(recent),
                                recent.size() == 1 ? "was" : "were",
                                alarm.comparisonWords(),
                                alarm.threshold())));
    }

    private static String texts(List<Point> points) {
        return points.stream()
                .map(point -> point.value().orElse(0.0) + " (" + MINUTE.format(point.start()) + ")")
                .collect(Collectors.joining(", "));
    }
}
