package cloud.broom.testkit;

import cloud.broom.plan.Parts;
import cloud.broom.testkit.contract.PartsContract;

final class FakePartsTest extends PartsContract {
    private final FakeParts parts = new FakeParts();

    @Override
    protected Parts parts() {
        return parts;
    }
}
