package cloud.broom.testkit.simulation;

import cloud.broom.call.Call;
import cloud.broom.call.CallReader;
import cloud.broom.call.Request;
import cloud.broom.job.JobName;
import cloud.broom.run.Run;
import cloud.broom.task.Verdict;
import cloud.broom.testkit.FakeTask;
import cloud.broom.testkit.simulation.Lookups.Owner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What happens to a world from outside: jobs and what they clean up, their slots, people's orders, and others' changes. */
final class Plot {
    private static final List<String> LIMITS = List.of(
            "",
            "",
            "",
            "",
            ",\"limits\":{\"perDay\":{\"items\":5}}",
            ",\"limits\":{\"items\":3}",
            ",\"limits\":{\"items\":0}",
            ",\"limits\":{\"perDay\":{\"items\":12}}",
            ",\"limits\":{\"perDay\":{\"items\":30}}");
    private static final List<String> RETRIES = List.of(
            "",
            "",
            ",\"retry\":[{\"ErrorEquals\":[\"Fake.AccessDenied\"],\"IntervalSeconds\":2,\"MaxAttempts\":2}]",
            ",\"retry\":[{\"ErrorEquals\":[\"States.ALL\"],\"IntervalSeconds\":1,\"MaxAttempts\":9,\"MaxDelaySeconds\":90}]",
            ",\"catch\":[{\"ErrorEquals\":[\"States.ALL\"],\"Next\":\"settle-partial\"}]");

    private static final List<String> CACHES = List.of(
            "",
            "",
            ",\"cache\":{\"ttl\":\"PT3M\"}",
            ",\"cache\":{\"ttl\":\"PT2H\"}",
            ",\"cache\":{\"ttl\":\"PT2H\",\"refresh\":true},\"maxPerHour\":2");

    private static final List<String> APPROVALS = List.of(
            ",\"approval\":{\"timeout\":\"PT5H\"}",
            ",\"approval\":{\"timeout\":\"PT5H\"}",
            ",\"approval\":{\"timeout\":\"PT5H\"}",
            ",\"approval\":{\"timeout\":\"PT5H\"}",
            ",\"approval\":{\"timeout\":\"PT5H\"}",
            ",\"approval\":{\"above\":{\"items\":4},\"timeout\":\"PT4H\"}",
            ",\"approval\":{\"above\":{\"items\":0},\"approvers\":2,\"timeout\":\"PT4H\"}",
            ",\"approval\":{\"above\":{\"items\":4},\"timeout\":\"PT20M\"},\"onParked\":\"supersede\"");

    private static final List<String> GRACES =
            List.of("", "", "", "", "", "", ",\"grace\":\"PT2M\"", ",\"grace\":\"PT10M\"", ",\"grace\":\"PT40M\"");

    private static final List<String> ALERTS = List.of(
            "",
            "",
            ",\"alerts\":{\"remind\":\"PT2H\",\"escalate\":\"PT10M\",\"reopen\":\"PT0S\"}",
            ",\"alerts\":{\"remind\":\"PT5H\",\"escalate\":\"PT5M\",\"reopen\":\"PT1H\"}");

    private static final List<String> CHANGES =
            List.of("adds ", "changes ", "rewrites ", "removes ", "tags or untags ", "uses or no longer uses ");

    private static final List<Call.Tell.What> WHATS = List.of(Call.Tell.What.values());

    private final World world;
    private final Random luck;
    final People people;
    private final Duration length;
    /** When every job is asked for at once, as nightly ones are. */
    private final Optional<Instant> rush;

    private final Instant off;
    private final Instant on;

    Plot(World world, Instant quiet) {
        this.world = world;
        this.luck = world.luck;
        this.length = Duration.between(World.BEGIN, quiet);
        this.people = new People(world, this::sometime);
        this.rush = luck.nextInt(4) == 0 ? Optional.of(sometime()) : Optional.empty();
        this.off = luck.nextInt(3) == 0 ? sometime() : Instant.MAX;
        this.on = off.equals(Instant.MAX) ? off : off.plusSeconds(60L * (2 + luck.nextInt(58)));
    }

    void draw() {
        lookups();
        people.draw();
        int jobs = 1 + luck.nextInt(3);
        for (int i = 0; i < jobs; i++) {
            JobName name = new JobName(List.of("ash", "elm", "oak").get(i));
            Resources resources = new Resources(new FakeTask(2 + luck.nextInt(8), 1 + luck.nextInt(4)));
            world.fakes.resources().put(name, resources);
            resources(resources);
            String job = job(name);
            slots(name, job, job.contains("grace") ? 4 : 0);
            orders(name);
            mishaps(name);
            if (luck.nextInt(2) == 0) {
                new Ticking(world, name, length).draw(job);
            }
        }
    }

    boolean watchdogIsOff(Instant now) {
        return !now.isBefore(off) && now.isBefore(on);
    }

    /** From when on the watchdog is on for good. */
    Instant watched() {
        return on.equals(Instant.MAX) ? World.BEGIN : on;
    }

    private String job(JobName name) {
        String overlap = List.of("skip", "queue", "replace").get(luck.nextInt(3));
        String timeout = luck.nextInt(6) == 0 ? ",\"timeout\":\"PT5M\"" : "";
        return "{\"name\":\"" + name
                + "\",\"task\":\"fake\",\"owner\":\"team\",\"params\":{\"prefix\":\"r\"},\"overlap\":\""
                + overlap + "\"" + LIMITS.get(luck.nextInt(LIMITS.size())) + RETRIES.get(luck.nextInt(RETRIES.size()))
                + CACHES.get(luck.nextInt(CACHES.size())) + APPROVALS.get(luck.nextInt(APPROVALS.size()))
                + GRACES.get(luck.nextInt(GRACES.size())) + ALERTS.get(luck.nextInt(ALERTS.size())) + timeout
                + ",\"mode\":\"" + mode(5) + "\"}";
    }

    private void resources(Resources resources) {
        int count = luck.nextInt(5) == 0 ? luck.nextInt(4) : 10 + luck.nextInt(40);
        for (int i = 0; i < count; i++) {
            String id = "r%02d".formatted(luck.nextInt(60));
            resources.add(id, verdict(), Instant.EPOCH);
            if (luck.nextInt(3) == 0) {
                resources.task.since(id, sometime().minusSeconds(luck.nextInt(3600)));
            }
        }
        int changes = luck.nextInt(60);
        for (int i = 0; i < changes; i++) {
            String id = "r%02d".formatted(luck.nextInt(100));
            int what = luck.nextInt(CHANGES.size());
            world.stage.at(sometime(), () -> change(resources, id, what));
        }
    }

    private void lookups() {
        for (int changes = luck.nextInt(6); changes > 0; changes--) {
            Optional<Owner> owner =
                    luck.nextInt(4) == 0 ? Optional.empty() : Optional.of(new Owner("owner-" + changes));
            world.stage.at(sometime(), () -> {
                world.trace.line(world.stage.now(), "somebody", () -> "makes the owner " + owner);
                world.fakes.lookups().change(owner);
            });
        }
        if (luck.nextInt(4) == 0) {
            world.stage.at(sometime(), () -> {
                world.trace.line(world.stage.now(), "somebody", () -> "removes what is kept");
                world.fakes.facts().kept().forEach(fact -> world.fakes.facts().remove(fact.key()));
            });
        }
    }

    private void change(Resources resources, String id, int what) {
        world.trace.line(world.stage.now(), "somebody", () -> CHANGES.get(what) + id);
        switch (what) {
            case 0 -> resources.add(id, verdict(), world.stage.now());
            case 1 -> resources.change(id);
            case 2 -> resources.rewrite(id);
            case 3 -> resources.remove(id);
            case 4 -> resources.tag(id);
            default -> world.fakes.uses().change(id);
        }
    }

    private void slots(JobName name, String job, int atLeast) {
        int slots = atLeast + 1 + luck.nextInt(4);
        for (int i = 0; i < slots; i++) {
            String slot = luck.nextBoolean() ? World.BEGIN.plusSeconds(60L * i).toString() : "event/" + i;
            Instant at = i == 0 ? rush.orElseGet(this::sometime) : sometime();
            ask(at, name, job, slot, "");
            for (int more = luck.nextInt(3); more > 0; more--) {
                String mode = luck.nextInt(6) == 0 ? ",\"mode\":\"" + mode(2) + "\"" : "";
                ask(at.plus(luck.nextBoolean() ? Duration.ZERO : soon()), name, job, slot, mode);
            }
        }
    }

    private void ask(Instant at, JobName name, String job, String slot, String mode) {
        String payload = "{\"job\":" + job + ",\"slot\":\"" + slot + "\"" + mode + "}";
        world.functions.request(at, name, CallReader.read(payload, "request"), luck.nextInt(3) > 0);
    }

    private void orders(JobName name) {
        for (int orders = luck.nextInt(6); orders > 0; orders--) {
            Call.Tell.What what = WHATS.get(luck.nextInt(WHATS.size()));
            int which = luck.nextInt(100);
            world.stage.at(sometime(), () -> tell(name, what, which));
        }
        if (luck.nextInt(3) == 0) {
            Instant at = sometime();
            pause(at, name, Request.OfJob.What.PAUSE);
            pause(at.plus(soon()), name, Request.OfJob.What.UNPAUSE);
        }
    }

    private void pause(Instant at, JobName name, Request.OfJob.What what) {
        world.functions.request(at, name, new Request.OfJob(what, name, "somebody"), luck.nextBoolean());
    }

    private void tell(JobName name, Call.Tell.What what, int which) {
        for (Run run : chosen(name, which)) {
            Call call = new Call.Tell(what, run.id(), "somebody");
            world.functions.request(world.stage.now(), name, new Request.OfRun(call), false);
        }
    }

    /** A run is held: a wake may come as its lease ends, or an order while it moves. */
    void claimed(Run run) {
        if (world.weather.spared(world.stage.now())) {
            return;
        }
        people.claimed();
        JobName name = run.job().name();
        if (luck.nextInt(3) == 0) {
            Instant near = run.state().wakeAt().orElseThrow().plusMillis(luck.nextInt(14_000) - 7_000);
            world.functions.request(near, name, new Request.OfRun(new Call.Wake(run.id())), true);
        }
        if (luck.nextInt(12) == 0) {
            Request order = new Request.OfRun(new Call.Tell(Call.Tell.What.CANCEL, run.id(), "somebody"));
            world.functions.request(world.stage.now().plusMillis(luck.nextInt(4_000)), name, order, false);
        }
    }

    private void mishaps(JobName name) {
        if (luck.nextInt(3) == 0) {
            int which = luck.nextInt(100);
            Instant early = World.BEGIN.plusMillis(
                    luck.nextInt((int) length.dividedBy(3).toMillis()));
            world.stage.at(
                    early, () -> chosen(name, which).stream().filter(Run::live).forEach(run -> {
                        world.trace.line(world.stage.now(), "mishap", () -> run.id() + " can be read no more");
                        world.fakes.runs().garble(run.id());
                    }));
        }
        if (luck.nextInt(20) == 0) {
            world.stage.at(sometime(), () -> {
                world.trace.line(world.stage.now(), "mishap", () -> "the function of " + name + " is gone");
                world.fakes.waker().remove(Functions.function(name));
            });
        }
    }

    /** One of a job's runs, if it has any: more often one that is live. */
    private List<Run> chosen(JobName name, int which) {
        List<Run> live = world.live().stream()
                .filter(run -> run.job().name().equals(name))
                .toList();
        List<Run> any = world.fakes.runs().stored().stream()
                .filter(run -> run.job().name().equals(name))
                .toList();
        List<Run> runs = live.isEmpty() || which % 4 == 0 ? any : live;
        return runs.isEmpty() ? runs : List.of(runs.get(which % runs.size()));
    }

    private String mode(int oneDryRunIn) {
        return luck.nextInt(oneDryRunIn) == 0 ? "dry-run" : "apply";
    }

    private Verdict verdict() {
        return switch (luck.nextInt(8)) {
            case 0 -> Verdict.NO;
            case 1 -> Verdict.UNKNOWN;
            default -> Verdict.YES;
        };
    }

    private Instant sometime() {
        return World.BEGIN.plusMillis(luck.nextInt((int) length.toMillis()));
    }

    private Duration soon() {
        return Duration.ofMillis(luck.nextInt(1_200_000));
    }
}
