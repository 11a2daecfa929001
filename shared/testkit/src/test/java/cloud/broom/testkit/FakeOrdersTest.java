package cloud.broom.testkit;

import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.OrdersContract;

final class FakeOrdersTest extends OrdersContract {
    private final FakeRuns runs = new FakeRuns();

    @Override
    protected Runs runs() {
        return runs;
    }
}
