package cloud.broom;

import cloud.broom.gate.Brakes;
import cloud.broom.log.LogFields;
import cloud.broom.plan.Parts;
import cloud.broom.plan.PlanPart;
import cloud.broom.run.Halt;
import cloud.broom.run.Held;
import cloud.broom.run.Run;
import java.util.Arrays;
import java.util.Optional;

/** Plans what is left to plan, part by part: the intent is stored, then the checkpoint that counts it. */
final class Planning {
    private final Work<?, ?> work;
    private final Parts parts;
    private final Brakes brakes;

    Planning(Work<?, ?> work, Parts parts, Brakes brakes) {
        this.work = work;
        this.parts = parts;
        this.brakes = brakes;
    }

    /** Plans part after part; empty if the plan is whole, else why it halted before. */
    Optional<Halt> plan(Held run, Sight sight) {
        Optional<Halt> halt = Optional.empty();
        while (halt.isEmpty() && run.now().wantsPart()) {
            halt = brakes.check(run, sight.controls(), sight.here()).or(() -> planPart(run, sight));
        }
        return halt;
    }

    private Optional<Halt> planPart(Held run, Sight sight) {
        LogFields.part(run.now().progress().parts() + 1);
        if (!adopted(run)) {
            PlanPart part = work.plan(run.now(), sight, brakes);
            if (part.items().isEmpty()) {
                pass(run, part);
            } else {
                store(run, part);
            }
        }
        return Optional.empty();
    }

    /** An earlier invocation may have died between a part and its checkpoint: that part is read back, not planned anew. */
    private boolean adopted(Held run) {
        Run now = run.now();
        if (run.moved() || now.stamp().fence() == 1) {
            return false;
        }
        String name = now.planPart(now.progress().parts() + 1);
        Optional<byte[]> left = parts.find(name);
        left.ifPresent(stored -> run.save(now.progress().plus(PlanPart.decode(stored, name), stored)));
        return left.isPresent();
    }

    /**
     * Nothing qualified: there is no intent to store. The search's end is written before anything is acted on, or a crash while
     * acting would search on, and plan more than the gate has seen; without a plan the next write carries it.
     */
    private static void pass(Held run, PlanPart nothing) {
        run.keep(run.now().progress().past(nothing));
        if (run.now().wantsPart() || run.now().hasPart()) {
            run.save(run.now().progress());
        }
    }

    /** A part that an earlier invocation stored before it died is the plan; this one's is dropped. */
    private void store(Held run, PlanPart part) {
        Run now = run.now();
        String name = now.planPart(part.number());
        byte[] mine = part.encode();
        byte[] stored = parts.putOnce(name, mine);
        PlanPart planned = Arrays.equals(mine, stored) ? part : PlanPart.decode(stored, name);
        run.save(now.progress().plus(planned, stored));
    }
}
