package cloud.broom.testkit;

import cloud.broom.fact.Facts;
import cloud.broom.testkit.contract.FactsContract;

final class FakeFactsTest extends FactsContract {
    private final FakeFacts facts = new FakeFacts();

    @Override
    protected Facts facts() {
        return facts;
    }
}
