package cloud.broom.testkit.simulation;

import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.call.Call;
import cloud.broom.call.Request;
import cloud.broom.control.Exemption;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import cloud.broom.run.Run;
import cloud.broom.testkit.FakeProofs;
import cloud.broom.testkit.simulation.Consents.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** What people say of a world's runs: what is exempt, that all must stop, and whether a plan may go; some of it in error. */
final class People {
    private static final Duration MIX_UP = Duration.ofMinutes(4);

    private final World world;
    private final Random luck;
    private final Supplier<Instant> sometime;
    private final List<Call.Decide> decisions = new ArrayList<>();

    People(World world, Supplier<Instant> sometime) {
        this.world = world;
        this.luck = world.luck;
        this.sometime = sometime;
    }

    void draw() {
        for (int more = luck.nextInt(2) * luck.nextInt(8); more > 0; more--) {
            Glob glob = glob();
            Optional<JobName> job = luck.nextBoolean() ? Optional.empty() : Optional.of(new JobName("ash"));
            Optional<Duration> length = luck.nextBoolean() ? Optional.empty() : Optional.of(soon());
            Instant at = sometime.get();
            world.stage.at(at, () -> exempt(glob, job, length));
            if (luck.nextInt(3) == 0) {
                world.stage.at(at.plus(soon()), () -> world.fakes.controls().remove(glob, job));
            }
        }
        if (luck.nextInt(8) == 0) {
            Instant at = sometime.get();
            say(at, "stops every run", () -> world.fakes.controls().stop(new Stop("somebody", "to see", at)));
            say(at.plus(soon()), "lets runs go on", () -> world.fakes.controls().go("somebody", at));
        }
    }

    /** A run waits to be looked at: sooner or later, more often than not, somebody does. */
    void parked(Run run) {
        for (int more = luck.nextInt(5); more > 0; more--) {
            Instant at = world.stage.now().plus(luck.nextBoolean() ? soon() : Duration.ofMillis(luck.nextInt(9_000)));
            world.stage.at(at, () -> decide(run.id()));
        }
        if (luck.nextInt(3) == 0) {
            world.stage.at(world.stage.now().plusMillis(luck.nextInt(9_000)), this::exemptSome);
        }
    }

    /** An invocation has a run: somebody may find just then that something of it must not go. */
    void claimed() {
        if (luck.nextInt(12) == 0) {
            world.stage.at(world.stage.now().plusMillis(luck.nextInt(6_000)), this::exemptSome);
        }
    }

    private void exemptSome() {
        if (!world.weather.spared(world.stage.now())) {
            exempt(glob(), Optional.empty(), Optional.of(soon()));
        }
    }

    private Glob glob() {
        return new Glob(luck.nextBoolean() ? "r%d*".formatted(luck.nextInt(6)) : "r%02d".formatted(luck.nextInt(60)));
    }

    private void exempt(Glob glob, Optional<JobName> job, Optional<Duration> length) {
        Instant now = world.stage.now();
        Exemption exemption = Exemption.of(
                glob, job, new Exemption.Terms("team", "legal hold"), length.map(now::plus), "somebody", now);
        world.trace.line(now, "somebody", () -> "exempts " + exemption);
        world.fakes.controls().add(exemption);
        world.laws.gate().exempt(exemption);
    }

    /** Mostly what was looked at is decided on; else an older plan, by a proof of something else, or as somebody decided before. */
    private void decide(RunId id) {
        Optional<Run> stored = world.fakes.runs().stored(id);
        if (world.weather.spared(world.stage.now()) || stored.isEmpty()) {
            return;
        }
        boolean again = luck.nextInt(5) == 0 && !decisions.isEmpty();
        Call.Decide call = again
                ? decisions.get(luck.nextInt(decisions.size()))
                : luck.nextInt(4) == 0 ? mistaken(stored.get()) : meant(stored.get());
        if (!again) {
            decisions.add(call);
        }
        Request request = world.rigging.heard(new Request.OfRun(call));
        world.functions.request(world.stage.now(), call.run().job(), request, luck.nextBoolean());
        if (luck.nextInt(6) == 0) {
            world.functions.request(
                    world.stage.now().plus(world.weather.upTo(MIX_UP)),
                    call.run().job(),
                    request,
                    false);
        }
    }

    private Call.Decide meant(Run run) {
        Decision what = luck.nextInt(6) == 0 ? Decision.REJECT : Decision.APPROVE;
        Digest digest = run.progress().digest();
        return new Call.Decide(what, run.id(), digest, sign(what, run.id(), digest));
    }

    /** Signed for an older plan; sent as that, or for the plan there is. */
    private Call.Decide mistaken(Run run) {
        List<Run> others = world.fakes.runs().stored();
        Run other = others.get(luck.nextInt(others.size()));
        Digest older = luck.nextBoolean() ? other.progress().digest() : Digest.NONE.then(new byte[] {1});
        RunId signed = luck.nextBoolean() ? other.id() : run.id();
        Proof proof = sign(Decision.APPROVE, signed, older);
        Digest sent = luck.nextBoolean() ? older : run.progress().digest();
        return new Call.Decide(Decision.APPROVE, run.id(), sent, proof);
    }

    private Proof sign(Decision what, RunId run, Digest digest) {
        Person person = luck.nextInt(3) == 0 ? Person.ANN : Person.ADMIN;
        world.laws.gate().consents().signed(person, what, run, digest);
        return FakeProofs.sign(person.session(luck.nextBoolean()), what, run, digest, world.stage.now());
    }

    private void say(Instant at, String what, Runnable effect) {
        world.stage.at(at, () -> {
            world.trace.line(world.stage.now(), "somebody", () -> what);
            effect.run();
        });
    }

    private Duration soon() {
        return Duration.ofMillis(1 + luck.nextInt(1_200_000));
    }
}
