package cloud.broom.testkit;

import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.TimetableContract;
import cloud.broom.watch.Timetables;

final class FakeTimetableTest extends TimetableContract {
    private final FakeRuns runs = new FakeRuns();

    @Override
    protected Runs runs() {
        return runs;
    }

    @Override
    protected Timetables timetables() {
        return runs.timetables();
    }

    @Override
    protected Notices notices() {
        return runs.notices();
    }
}
