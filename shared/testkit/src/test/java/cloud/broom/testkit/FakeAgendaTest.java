package cloud.broom.testkit;

import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.AgendaContract;

final class FakeAgendaTest extends AgendaContract {
    private final FakeRuns runs = new FakeRuns();

    @Override
    protected Runs runs() {
        return runs;
    }
}
