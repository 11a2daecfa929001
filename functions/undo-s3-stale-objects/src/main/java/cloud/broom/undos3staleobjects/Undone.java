package cloud.broom.undos3staleobjects;

import cloud.broom.job.Mode;
import cloud.broom.job.RunId;
import cloud.broom.json.Refused;
import cloud.broom.past.Deed;
import cloud.broom.past.Past;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Claims;
import cloud.broom.run.Ended;
import cloud.broom.run.Run;
import cloud.broom.task.Outcome;
import cloud.broom.task.TaskFailure;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The run that is undone: ended, of the task this one undoes, and one that acted. */
record Undone(Past past, Run run, Ended end) {
    private static final String TASK = "s3-stale-objects";

    /**
     * Finds it.
     *
     * @throws Refused if it cannot be undone by this task
     * @throws TaskFailure if it has not ended yet: that is waited for
     */
    static Undone of(Past past, RunId id) {
        Run run = past.run(id)
                .orElseThrow(() -> new Refused("run", "there is no run " + id + ": its record is kept for 90 days"));
        String task = run.job().task();
        Refused.when(!task.equals(TASK), "run", id + " is of task " + task + ", this one undoes " + TASK);
        Refused.when(run.job().mode() == Mode.DRY_RUN, "run", id + " was a dry run: it deleted nothing");
        if (run.state() instanceof Ended end) {
            return new Undone(past, run, end);
        }
        throw new TaskFailure(
                ErrorName.of("Broom.RunNotEnded", ErrorName.TRANSIENT),
                "run " + id + " is " + run.state().status() + ": what it still does would not be undone; broom cancel "
                        + id);
    }

    String bucket() {
        return run.job().params().path("bucket").asText();
    }

    String prefix() {
        return run.job().params().path("prefix").asText();
    }

    /** How many of its plan parts may have been acted on: an invocation may have died in one more than is counted. */
    int parts() {
        return Math.min(run.progress().parts(), run.progress().applied() + 1);
    }

    List<Item> part(int number) {
        return past.part(run, number).stream().map(this::item).toList();
    }

    /**
     * Makes sure that nothing deletes again what is brought back.
     *
     * @throws TaskFailure if the job is not paused
     */
    void requirePaused() {
        if (past.pausedBy(run.job().name()).isEmpty()) {
            throw new TaskFailure(
                    ErrorName.of("Broom.JobNotPaused"),
                    "job " + run.job().name() + " is not paused, its next run would undo this undo: broom pause "
                            + run.job().name());
        }
    }

    List<String> notes() {
        return List.of(past.pausedBy(run.job().name())
                .map(by -> "job " + run.job().name() + " is paused by " + by
                        + ", or it would delete again what is brought back: broom unpause "
                        + run.job().name() + " once its parameters are mended")
                .orElseGet(() -> "job " + run.job().name()
                        + " is not paused: nothing is brought back until it is, or its next run would undo the undo"));
    }

    private Item item(Deed deed) {
        JsonNode object = deed.planned().resource();
        Item.Was was = new Item.Was(
                bucket(),
                object.path("etag").asText(),
                Instant.parse(object.path("lastModified").asText()),
                object.path("onDelete").asText(),
                deed.outcome().map(Outcome::kind),
                deed.outcome().flatMap(Outcome::receipt),
                run.asked().asOf().minus(Claims.SKEW).truncatedTo(ChronoUnit.SECONDS),
                end.at().plus(Claims.SKEW));
        return new Item(deed.planned().id(), was, Item.Now.NOTHING);
    }
}
