package cloud.broom.cli.plan;

import cloud.broom.cli.screen.Trouble;
import cloud.broom.cli.stack.Records;
import cloud.broom.plan.PlanPart;
import cloud.broom.plan.Planned;
import cloud.broom.run.Run;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A run's plan as it is stored, read part by part: never more than one of them in memory. */
public record StoredPlan(Run run, Records from) implements Iterable<Planned> {
    /** What it comes to. */
    public Outline outline(int samples) {
        return Outline.of(this, samples);
    }

    /** How it differs from an earlier one. */
    public Drift since(StoredPlan earlier, int samples) {
        return Drift.between(earlier, this, samples);
    }

    @Override
    public Iterator<Planned> iterator() {
        return IntStream.rangeClosed(1, run.progress().parts())
                .mapToObj(run::planPart)
                .flatMap(this::items)
                .iterator();
    }

    private Stream<Planned> items(String name) {
        byte[] stored = from.part(name)
                .orElseThrow(() -> Trouble.missing(
                        "part " + name + " of the plan of run " + run.id() + " is not in the record bucket",
                        "Parts are kept as long as the bucket's lifecycle says."));
        return PlanPart.decode(stored, name).items().stream();
    }
}
