package cloud.broom.testkit.simulation;

import cloud.broom.testkit.simulation.PortCall.Port;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Which faults there are in one seed's world, how often and until when. A seed has some kinds of fault and lacks others. */
final class Weather {
    private static final double[] TEMPERS = {0.2, 1, 2, 5};
    /** Calls that a world makes seldom are struck more often, or nobody would see what comes of it. */
    private static final Set<PortCall> SELDOM = EnumSet.of(
            PortCall.REGISTERED,
            PortCall.PAUSE,
            PortCall.UNPAUSE,
            PortCall.ORDER,
            PortCall.POSTPONE,
            PortCall.NOTICE,
            PortCall.TOLD,
            PortCall.EXEMPTIONS,
            PortCall.MARKS_REMOVE,
            PortCall.PROVEN,
            PortCall.REPORT,
            PortCall.HEALTH,
            PortCall.SLOT,
            PortCall.SLOTS,
            PortCall.TIMETABLE,
            PortCall.TIMETABLES,
            PortCall.CALL,
            PortCall.TIMERS_ALL,
            PortCall.TIMERS_FIND,
            PortCall.WAIT);

    /** Calls that hardly any world makes: most of them are struck. */
    private static final Set<PortCall> RARE = EnumSet.of(PortCall.REFUSE, PortCall.BURY);

    /** Kinds that end a run: a world that has them sees little else. */
    private static final Set<Strike> FATAL = EnumSet.of(Strike.STRAYS);

    private final Random luck;
    private final Instant quiet;
    private final Map<Strike, Double> rates = new EnumMap<>(Strike.class);
    private final List<Outage> outages = new ArrayList<>();
    /** Longer than any other, and past the instant from which on a world is spared everything else. */
    private final Optional<Outage> dark;

    private final Duration latency;

    /**
     * Draws the weather of a world that begins and, from an instant on, is spared.
     *
     * @param dark beside what is drawn here
     */
    Weather(Random luck, Instant begin, Instant quiet, Optional<Outage> dark) {
        this.luck = luck;
        this.quiet = quiet;
        this.dark = dark;
        double temper = TEMPERS[luck.nextInt(TEMPERS.length)];
        for (Strike strike : Strike.values()) {
            if (luck.nextInt(FATAL.contains(strike) ? 6 : 2) == 0) {
                rates.put(strike, temper * (0.002 + 0.02 * luck.nextDouble() * luck.nextDouble()));
            }
        }
        this.latency = Duration.ofMillis(luck.nextInt(4) == 0 ? 4000 : 20 + luck.nextInt(200));
        Duration length = Duration.between(begin, quiet);
        for (Port port : List.of(
                Port.RUNS,
                Port.RUNS,
                Port.PARTS,
                Port.FACTS,
                Port.CONTROLS,
                Port.MARKS,
                Port.PROOFS,
                Port.OUTLET,
                Port.TIMERS,
                Port.WAKER)) {
            if (luck.nextInt(4) == 0) {
                Instant from = begin.plusSeconds(luck.nextInt((int) length.toSeconds()));
                outages.add(new Outage(port, from, from.plusSeconds(20 + luck.nextInt(900))));
            }
        }
    }

    /** An outage of the outlet for hours, in some worlds for more than a day; most have none. */
    static Optional<Outage> dark(Random luck, Instant begin, Instant quiet) {
        int kind = luck.nextInt(150);
        if (kind > 10) {
            return Optional.empty();
        }
        Instant from = begin.plusSeconds(
                luck.nextInt((int) Duration.between(begin, quiet).toSeconds()));
        Duration lasts =
                kind == 0 ? Duration.ofHours(25 + luck.nextInt(6)) : Duration.ofMinutes(60 + luck.nextInt(180));
        return Optional.of(new Outage(Port.OUTLET, from, from.plus(lasts)));
    }

    boolean spared(Instant now) {
        return !now.isBefore(quiet);
    }

    /** From when on nothing goes wrong any more. */
    Instant calm() {
        return dark.map(Outage::until).filter(quiet::isBefore).orElse(quiet);
    }

    /** What befalls a call at an instant, if anything does. */
    Optional<Strike> strike(PortCall call, Instant now) {
        if (dark.filter(outage -> outage.hits(call, now)).isPresent()) {
            return Optional.of(Strike.UNAVAILABLE);
        }
        if (spared(now)) {
            return Optional.empty();
        }
        if (outages.stream().anyMatch(outage -> outage.hits(call, now))) {
            return Optional.of(Strike.UNAVAILABLE);
        }
        if (RARE.contains(call)) {
            List<Strike> kinds = Arrays.stream(Strike.values())
                    .filter(kind -> kind.strikes(call))
                    .toList();
            return luck.nextInt(4) > 0 ? Optional.of(kinds.get(luck.nextInt(kinds.size()))) : Optional.empty();
        }
        double drawn = luck.nextDouble() / (SELDOM.contains(call) ? 8 : 1);
        for (Map.Entry<Strike, Double> kind : rates.entrySet()) {
            if (kind.getKey().strikes(call)) {
                drawn -= kind.getValue();
                if (drawn < 0) {
                    return Optional.of(kind.getKey());
                }
            }
        }
        return Optional.empty();
    }

    /** How long a call takes. */
    Duration latency() {
        return Duration.ofMillis(1 + luck.nextInt((int) latency.toMillis()));
    }

    /** By how much a host's clock is off: never more than clocks are allowed to differ by, half of it to either side. */
    Duration offset(Instant now, Duration most) {
        long millis = most.toMillis();
        return spared(now) || luck.nextInt(3) == 0
                ? Duration.ZERO
                : Duration.ofMillis(luck.nextLong(2 * millis + 1) - millis);
    }

    Duration upTo(Duration most) {
        return Duration.ofMillis(luck.nextLong(most.toMillis()));
    }

    boolean heads() {
        return luck.nextBoolean();
    }

    /** For how long a port does not answer. */
    record Outage(Port port, Instant from, Instant until) {
        boolean hits(PortCall call, Instant now) {
            return call.port == port && !now.isBefore(from) && now.isBefore(until);
        }
    }
}
