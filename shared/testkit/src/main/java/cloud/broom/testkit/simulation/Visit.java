package cloud.broom.testkit.simulation;

import cloud.broom.call.Invocation;
import cloud.broom.job.RunId;
import cloud.broom.task.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One Lambda invocation in a simulated world: its host's clock, its deadline, its luck, and what the world knows of it. */
final class Visit implements Invocation {
    private final String name;
    private final Stage stage;
    private final Boundary boundary;
    private final Instant deadline;
    private final Random chance;
    private final String requestId;
    private final String function;
    private final Runnable death;
    private Duration offset;
    private boolean thawed;
    private boolean gone;
    private final Looks looks = new Looks();
    private final Set<String> settled = new HashSet<>();
    private final Set<String> same = new HashSet<>();
    private Optional<Hold> hold = Optional.empty();

    Visit(String name, Stage stage, Boundary boundary, Terms terms, Runnable death) {
        this.death = death;
        this.name = name;
        this.stage = stage;
        this.boundary = boundary;
        this.deadline = stage.now().plus(terms.length);
        this.chance = new Random(terms.seed);
        this.requestId = terms.requestId;
        this.function = terms.function;
        this.offset = terms.offset;
    }

    @Override
    public Instant now() {
        return stage.now().plus(offset);
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public void pause(Duration length) {
        boundary.pause(this, length);
    }

    @Override
    public RandomGenerator chance() {
        return chance;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public String function() {
        return function;
    }

    /** What time it is, whatever its host's clock says. */
    Instant really() {
        return stage.now();
    }

    /** Whether its deadline has passed, as far as its host's clock tells. */
    boolean past() {
        return !now().isBefore(deadline);
    }

    /** Whether it may still do something: it is alive, and by its own clock it has time left. */
    boolean mayAct() {
        return !gone && !past();
    }

    boolean thawed() {
        return thawed;
    }

    /** From now on it is not ended at its deadline: it has been frozen past that. */
    void thaw() {
        thawed = true;
    }

    void setClock(Duration off) {
        offset = off;
    }

    /** It has answered, or thrown. */
    void leave() {
        gone = true;
    }

    /** It ends without a word; whoever invoked it finds out. */
    void die() {
        leave();
        death.run();
    }

    /** It holds a run under a fence, as far as it knows. */
    void holds(RunId run, long fence) {
        hold = Optional.of(new Hold(run, fence));
    }

    /** It has been told what became of an item. */
    void told(String item, Outcome outcome) {
        if (outcome.error().isEmpty()) {
            settled.add(item);
        }
    }

    /** It has looked again at planned items, of which some are as they were. */
    void looked(Set<String> unchanged) {
        same.clear();
        same.addAll(unchanged);
    }

    /** Whether the last thing it did was to look again at an item, which was as planned. */
    boolean sawSame(String item) {
        return same.contains(item);
    }

    /** It stores what it has been told; if that fails it may have to ask again. */
    void forget() {
        settled.clear();
    }

    /** Whether it knows an item to be done with. */
    boolean knows(String item) {
        return settled.contains(item);
    }

    Looks looks() {
        return looks;
    }

    Optional<Hold> hold() {
        return hold;
    }

    @Override
    public String toString() {
        return name;
    }

    record Hold(RunId run, long fence) {}

    /** What it is started with. */
    record Terms(Duration length, long seed, String requestId, String function, Duration offset) {}
}
