package cloud.broom.testkit;

import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.HealthContract;

final class FakeHealthTest extends HealthContract {
    private final FakeRuns runs = new FakeRuns();

    @Override
    protected Runs runs() {
        return runs;
    }

    @Override
    protected Notices notices() {
        return runs.notices();
    }
}
