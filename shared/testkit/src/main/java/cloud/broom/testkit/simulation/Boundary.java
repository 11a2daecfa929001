package cloud.broom.testkit.simulation;

import cloud.broom.run.Claims;
import cloud.broom.testkit.Crash;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Where every call of an invocation leaves it: others go on, time passes, faults strike, and what comes too late is refused. */
final class Boundary {
    /** To either side: two hosts then differ by no more than the lease's margin. */
    static final Duration CLOCKS = Claims.SKEW.dividedBy(2);

    private final Stage stage;
    private final Weather weather;
    private final Tally tally;
    private final Trace trace;
    private final boolean guarded;

    /** A boundary; without the guard past their deadline invocations go on as if nothing were. */
    Boundary(Stage stage, Weather weather, Tally tally, Trace trace, boolean guarded) {
        this.stage = stage;
        this.weather = weather;
        this.tally = tally;
        this.trace = trace;
        this.guarded = guarded;
    }

    /** Makes a call; its effect is told by what it is struck, as some faults are of its own kind. */
    <T> T pass(Visit visit, PortCall call, Supplier<String> says, Effect<T> effect) {
        Optional<Strike> strike = weather.strike(call, stage.now());
        tally.called();
        strike.ifPresent(struck -> tally.struck(call, struck));
        take(visit, strike, weather.latency());
        refuseIfPast(visit, call, says);
        before(visit, call, says, strike);
        T result = effect(visit, call, strike, effect);
        trace.line(
                stage.now(),
                visit,
                () -> call + " " + says.get() + " -> " + Shown.of(result)
                        + strike.map(one -> "  !" + one).orElse(""));
        after(visit, call, strike);
        return result;
    }

    private <T> T effect(Visit visit, PortCall call, Optional<Strike> strike, Effect<T> effect) {
        try {
            if (call.writes) {
                tally.check(
                        Law.NOT_PAST_DEADLINE,
                        !stage.now().isAfter(visit.deadline().plus(CLOCKS)),
                        () -> visit + " makes a call " + call + " although its deadline was " + visit.deadline());
            }
            return effect.under(strike);
        } catch (Violation broken) {
            trace.line(stage.now(), visit, () -> call + " breaks " + broken.getMessage());
            throw stage.fail(broken);
        }
    }

    /** A wait in place. */
    void pause(Visit visit, Duration length) {
        Optional<Strike> strike = weather.strike(PortCall.WAIT, stage.now());
        tally.called();
        strike.ifPresent(struck -> tally.struck(PortCall.WAIT, struck));
        trace.line(
                stage.now(),
                visit,
                () -> "WAIT " + length + strike.map(one -> "  !" + one).orElse(""));
        take(visit, strike, length);
        if (strike.equals(Optional.of(Strike.CRASH_BEFORE))) {
            throw die(visit, "in a pause");
        }
    }

    /** Lets the time pass that a call takes; nobody lives on at its deadline but who was frozen. */
    private void take(Visit visit, Optional<Strike> strike, Duration usual) {
        Duration left = Duration.between(stage.now(), visit.deadline());
        switch (strike.orElse(Strike.UNAVAILABLE)) {
            case SLOW -> stage.hold(longer(usual, left.minus(weather.upTo(Duration.ofSeconds(7)))));
            case TIMEOUT -> {
                if (!weather.heads()) {
                    stage.hold(longer(usual, left));
                }
            }
            case THAWED_LATE -> {
                visit.thaw();
                stage.hold(longer(usual, left.plus(Claims.SKEW).plus(weather.upTo(Duration.ofMinutes(4)))));
            }
            case CLOCK_STEP -> {
                visit.setClock(weather.offset(stage.now(), CLOCKS));
                stage.hold(usual);
            }
            default -> stage.hold(usual);
        }
        if (!visit.thawed() && !stage.now().isBefore(visit.deadline())) {
            throw die(visit, "at its deadline");
        }
    }

    /** What the SDK guard does: nothing is sent past the deadline. */
    private void refuseIfPast(Visit visit, PortCall call, Supplier<String> says) {
        if (guarded && visit.past()) {
            trace.line(stage.now(), visit, () -> call + " " + says.get() + " -> refused: past the deadline");
            throw call.failure("the invocation's deadline has passed: nothing is sent any more");
        }
    }

    private void before(Visit visit, PortCall call, Supplier<String> says, Optional<Strike> strike) {
        switch (strike.orElse(Strike.CRASH_AFTER)) {
            case CRASH_BEFORE -> throw die(visit, "before " + call + " " + says.get());
            case UNAVAILABLE, THROTTLED -> {
                trace.line(stage.now(), visit, () -> call + " " + says.get() + "  !" + strike.orElseThrow());
                throw call.failure("unavailable");
            }
            default -> {}
        }
    }

    private void after(Visit visit, PortCall call, Optional<Strike> strike) {
        switch (strike.orElse(Strike.CRASH_BEFORE)) {
            case CRASH_AFTER -> throw die(visit, "after " + call);
            case LOST_RESPONSE -> throw call.failure("the response is lost");
            case TIMEOUT -> {
                stage.hold(longer(Duration.ZERO, Duration.between(stage.now(), visit.deadline())));
                throw die(visit, "at its deadline");
            }
            default -> {}
        }
    }

    boolean heads() {
        return weather.heads();
    }

    private Crash die(Visit visit, String where) {
        trace.line(stage.now(), visit, () -> "dies " + where);
        visit.die();
        return stage.vanish();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** What a call does to the world. */
    interface Effect<T> {
        T under(Optional<Strike> strike);
    }
}
