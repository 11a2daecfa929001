package cloud.broom.testkit;

import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.StartsContract;

final class FakeStartsTest extends StartsContract {
    private final FakeRuns runs = new FakeRuns();

    @Override
    protected Runs runs() {
        return runs;
    }
}
