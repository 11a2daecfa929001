package cloud.broom.testkit;

import cloud.broom.task.Cursor;
import cloud.broom.task.Declaration;
import cloud.broom.task.Evidence;
import cloud.broom.task.Guard;
import cloud.broom.task.Outcome;
import cloud.broom.task.Page;
import cloud.broom.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A {@link FakeTask} with a client that asks a guard: it lists to find and deletes to act, unless it is told to stray. */
final class CallingTask implements Task<FakeTask.Params, FakeTask.Item> {
    private final FakeTask task;
    private final Guard guard;
    private Runnable onFind = () -> {};
    private Runnable onJudge = () -> {};
    private Runnable onAct = () -> {};

    CallingTask(FakeTask task, Guard guard) {
        this.task = task;
        this.guard = guard;
    }

    CallingTask onFind(Runnable stray) {
        onFind = stray;
        return this;
    }

    CallingTask onJudge(Runnable stray) {
        onJudge = stray;
        return this;
    }

    CallingTask onAct(Runnable stray) {
        onAct = stray;
        return this;
    }

    /** A call whose refusal it takes no notice of. */
    Runnable quietly(String operation) {
        return () -> {
            try {
                guard.check(operation);
            } catch (RuntimeException swallowed) {
                // what a careless task does
            }
        };
    }

    @Override
    public Declaration<FakeTask.Params, FakeTask.Item> declaration() {
        return task.declaration();
    }

    @Override
    public Page<FakeTask.Item> find(FakeTask.Params params, Cursor from, int atMost) {
        guard.check("Fake.List");
        onFind.run();
        return task.find(params, from, atMost);
    }

    @Override
    public List<Evidence> judge(FakeTask.Params params, Instant asOf, FakeTask.Item resource) {
        onJudge.run();
        return task.judge(params, asOf, resource);
    }

    @Override
    public Map<String, Outcome> act(FakeTask.Params params, List<FakeTask.Item> batch) {
        guard.check("Fake.Delete");
        onAct.run();
        return task.act(params, batch);
    }
}
