package cloud.broom.testkit;

import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.OrdersContract;

final class FakeOrdersTest extends OrdersContract {
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
