package cloud.broom.testkit.simulation;

import cloud.broom.Stores;
import cloud.broom.job.Limit;
import cloud.broom.notice.Notices;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.watch.Timetables;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** All that one seed makes: fakes, weather, functions, what people and schedules do; then the faults cease, and it comes to rest. */
final class World implements Onlooker {
    /** Before midnight: a world sees two days. */
    static final Instant BEGIN = Instant.parse("2026-01-31T22:40:00Z");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    /**
     * A run that nobody approves is given up after two days, one that waits for its place after one; three slots may be made up
     * for, each when the one before has ended.
     */
    private static final Duration REST = Duration.ofDays(10);

    private static final int[] SECONDS = {45, 180, 900};

    final Random luck;
    final Stage stage;
    final Tally tally = new Tally();
    final Fakes fakes = Fakes.empty();
    final Trace trace;
    final Weather weather;
    /** Of the items that all jobs act on in a day. */
    final Limit ceiling;
    /** Of the items that one run acts on. */
    final Limit most;

    final Laws laws;
    final Rigging rigging;
    final Boundary boundary;
    final Functions functions;
    private final Instant quiet;
    private final Plot plot;

    World(long seed, Hands hands, Function<Fakes, Rigging> guards, boolean traced) {
        this.luck = new Random(seed * 0x9E3779B97F4A7C15L + 1);
        this.stage = new Stage(hands, BEGIN);
        this.trace = new Trace(traced, BEGIN);
        this.quiet = BEGIN.plus(MINUTE.multipliedBy(15 + luck.nextInt(150)));
        // By a luck of its own: what else happens in a world is the same with it as without.
        this.weather = new Weather(luck, BEGIN, quiet, Weather.dark(new Random(~seed), BEGIN, quiet));
        this.ceiling = luck.nextInt(3) == 0 ? Limit.of(5 + luck.nextInt(30)) : new Limit.Unlimited();
        this.most = Limit.of(luck.nextInt(6) == 0 ? 8 + luck.nextInt(20) : 100_000);
        this.laws = new Laws(fakes, tally, this, ceiling, most);
        this.rigging = guards.apply(fakes);
        this.boundary = new Boundary(stage, weather, tally, trace, rigging.refusesLateCalls());
        this.functions =
                new Functions(this, Duration.ofSeconds(SECONDS[luck.nextInt(SECONDS.length)]), 2 + luck.nextInt(8));
        this.plot = new Plot(this, quiet);
    }

    Simulation.Played play(long seed) {
        plot.draw();
        tick(BEGIN.plus(MINUTE));
        Optional<Throwable> broken = stage.play();
        if (broken.isEmpty()) {
            broken = new Ending(this).broken();
        }
        Duration lasted = Duration.between(BEGIN, stage.now());
        return new Simulation.Played(seed, lasted, tally, broken, trace.lines());
    }

    @Override
    public void claimed(Run run) {
        plot.claimed(run);
    }

    @Override
    public void parked(Run run) {
        plot.people.parked(run);
    }

    Stores stores(Visit visit, Runs runs) {
        return new Stores(
                runs,
                notices(visit),
                new SimulatedParts(rigging.parts(fakes.parts(), visit), laws, visit, boundary),
                new SimulatedFacts(fakes.facts(), rigging.facts(fakes.facts(), visit), visit, boundary),
                rigging.controls(new SimulatedControls(fakes.controls(), visit, boundary), visit),
                new SimulatedMarks(rigging.marks(fakes.marks()), laws.gate().graces(), visit, boundary));
    }

    /** The store of runs as an invocation meets it. */
    Runs runs(Visit visit) {
        return new SimulatedRuns(fakes.runs(), rigging.runs(fakes.runs(), visit), laws, visit, boundary);
    }

    /** The notices that wait as an invocation meets them. */
    Notices notices(Visit visit) {
        return new SimulatedNotices(rigging.notices(fakes.notices(), visit), visit, boundary);
    }

    /** The timetables as a pass of the watchdog meets them. */
    Timetables timetables(Visit visit) {
        return new SimulatedTimetables(rigging.timetables(fakes.timetables()), visit, boundary);
    }

    SimulatedRim rim(Visit visit) {
        return new SimulatedRim(this, visit);
    }

    /** Whether nothing moves, waits or is untold. */
    boolean atRest() {
        return functions.busy() == 0
                && live().isEmpty()
                && fakes.notices().undelivered().isEmpty()
                && laws.clockwork().atRest()
                && open() == 0;
    }

    /** From when on nothing goes wrong any more, and the watchdog looks each minute. */
    Instant calm() {
        return weather.calm().isBefore(plot.watched()) ? plot.watched() : weather.calm();
    }

    List<Run> live() {
        return fakes.runs().stored().stream()
                .filter(run -> run.live() && !laws.tidings().isBuried(run.id()))
                .toList();
    }

    /** Each minute the watchdog looks; once the faults have ceased and all wait, it is not watched looking for nothing. */
    private void tick(Instant at) {
        stage.at(at, () -> {
            boolean calm = weather.spared(stage.now());
            if (calm && atRest()) {
                return;
            }
            tally.check(Law.ENDS, at.isBefore(calm().plus(REST)), this::unrest);
            if (!plot.watchdogIsOff(at)) {
                functions.watch(at.plus(weather.latency()));
            }
            tick(calm && functions.busy() == 1 ? later(at) : at.plus(MINUTE));
        });
    }

    private Instant later(Instant now) {
        Instant next = now.plus(MINUTE);
        return laws.clockwork().isUnknown()
                ? next // which is to be surveyed at its minute
                : fakes.runs().nextDue().filter(next::isBefore).orElse(next);
    }

    private String unrest() {
        return "busy " + functions.busy() + ", live " + Shown.of(live()) + ", orders "
                + fakes.runs().open() + ", untold " + fakes.notices().undelivered();
    }

    private int open() {
        return fakes.runs().stored().stream()
                .mapToInt(run -> fakes.runs().open(run.id()).size())
                .sum();
    }
}
