package cloud.broom.testkit;

import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.TimetableContract;

final class FakeTimetableTest extends TimetableContract {
    private final FakeRuns runs = new FakeRuns();

    @Override
    protected Runs runs() {
        return runs;
    }
}
