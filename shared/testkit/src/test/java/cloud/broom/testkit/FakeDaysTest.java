package cloud.broom.testkit;

import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.DaysContract;

final class FakeDaysTest extends DaysContract {
    private final FakeRuns runs = new FakeRuns();

    @Override
    protected Runs runs() {
        return runs;
    }
}
