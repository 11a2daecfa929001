package cloud.broom.local.cloudwatch;

import cloud.broom.local.iam.Account;
import cloud.broom.local.wire.AwsError;
import cloud.broom.local.work.Work;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Alarms, judged each minute of the cloud's clock; a change of state is told. Thread-safe.
 *
 * <p>Unlike on AWS an alarm first judges once as many periods as it looks at were lived since it was made, and minutes that the
 * clock jumped over do not count as missing data: no schedule could fire in them.
 */
public final class Alarms {
    /** One line of an alarm's history. */
    record Entry(Alarm alarm, Instant at, String kind, String summary) {}

    private static final int ENTRIES_MOST = 500;

    private final Account account;
    private final Metrics metrics;
    private final Work work;
    private final Consumer<Instant> gauges;
    private final Announcements announcements;
    private final Lived lived = new Lived();
    private final Map<String, Alarm> alarms = new TreeMap<>();
    private final Map<String, State> states = new HashMap<>();
    private final List<Entry> history = new ArrayList<>();

    /**
     * None yet; begins to follow the clock.
     *
     * @param gauges puts the values of metrics that stand rather than happen, such as the length of a queue
     */
    public Alarms(Account account, Metrics metrics, Work work, Consumer<Instant> gauges, Announcements announcements) {
        this.account = account;
        this.metrics = metrics;
        this.work = work;
        this.gauges = gauges;
        this.announcements = announcements;
        lived.mark(now());
        arm();
    }

    /** Makes or changes an alarm. Gives its ARN. */
    public synchronized String put(ObjectNode wish) {
        String name = wish.path("AlarmName").asText();
        Alarm alarm = Alarm.of(arn(name), wish.deepCopy(), now());
        alarms.put(name, alarm);
        State ignored = states.computeIfAbsent(name, any -> State.unchecked(now()));
        note(alarm, "ConfigurationUpdate", "Alarm \"" + name + "\" created");
        return alarm.arn();
    }

    public String arn(String name) {
        return account.arn("cloudwatch", "alarm:" + name);
    }

    synchronized List<Alarm> all() {
        return List.copyOf(alarms.values());
    }

    synchronized State state(Alarm alarm) {
        return Optional.ofNullable(states.get(alarm.name())).orElseGet(() -> State.unchecked(alarm.created()));
    }

    synchronized Alarm get(String name) {
        return Optional.ofNullable(alarms.get(name))
                .orElseThrow(() -> new AwsError(404, "ResourceNotFound", "Alarm " + name + " does not exist"));
    }

    /** The newest first. */
    synchronized List<Entry> history(String name) {
        List<Entry> newest = new ArrayList<>();
        history.stream()
                .filter(entry -> name.isEmpty() || entry.alarm().name().equals(name))
                .forEach(entry -> newest.add(0, entry));
        return newest;
    }

    synchronized void delete(String name) {
        alarms.remove(name);
        states.remove(name);
    }

    synchronized void enable(String name, boolean on) {
        Optional.ofNullable(alarms.get(name)).ifPresent(alarm -> alarms.put(name, alarm.enabled(on)));
    }

    /** Until it is judged the next time. */
    void set(String name, StateValue value, String reason, String data) {
        enter(get(name), new State(value, reason, data, now()));
    }

    /** Judges every alarm as it stands now. */
    private void tick() {
        try {
            Instant now = now();
            gauges.accept(now);
            synchronized (this) {
                lived.mark(now);
            }
            for (Alarm alarm : all()) {
                judge(alarm, now)
                        .ifPresent(verdict -> enter(alarm, new State(verdict.state(), verdict.reason(), "{}", now)));
            }
        } finally {
            arm();
        }
    }

    private Optional<Verdict> judge(Alarm alarm, Instant now) {
        List<Instant> periods = lived(alarm, now);
        if (periods.size() < alarm.evaluationPeriods()) {
            return Optional.empty();
        }
        return new Evaluation(
                        alarm,
                        periods.stream()
                                .map(start -> new Evaluation.Point(
                                        start, alarm.queries().value(alarm.returned(), metrics, start)))
                                .toList())
                .judge();
    }

    private synchronized List<Instant> lived(Alarm alarm, Instant now) {
        return lived.periods(alarm.period(), alarm.evaluationPeriods() + Evaluation.FURTHER, alarm.created(), now);
    }

    private void enter(Alarm alarm, State next) {
        State before;
        synchronized (this) {
            before = state(alarm);
            if (!alarms.containsKey(alarm.name()) || before.value() == next.value()) {
                return;
            }
            states.put(alarm.name(), next);
            note(alarm, "StateUpdate", "Alarm updated from " + before.value() + " to " + next.value());
        }
        List<String> told = announcements.tell(new Change(account, alarm, before, next));
        synchronized (this) {
            told.forEach(line -> note(alarm, "Action", line));
        }
    }

    private void note(Alarm alarm, String kind, String summary) {
        history.add(new Entry(alarm, now(), kind, summary));
        if (history.size() > ENTRIES_MOST) {
            history.remove(0);
        }
    }

    private void arm() {
        var ignored = work.at(now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1)), this::tick);
    }

    Instant now() {
        return work.clock().instant();
    }
}
