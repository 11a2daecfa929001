package cloud.broom.testkit;

import cloud.broom.notice.Outlet;
import cloud.broom.testkit.contract.OutletContract;
import java.util.List;

final class FakeOutletTest extends OutletContract {
    private final FakeOutlet outlet = new FakeOutlet();

    @Override
    protected Outlet outlet() {
        return outlet;
    }

    @Override
    protected List<String> arrived() {
        return outlet.told().stream()
                .map(notice -> notice.match(
                        alert -> alert.body(), event -> event.published().toString()))
                .toList();
    }
}
