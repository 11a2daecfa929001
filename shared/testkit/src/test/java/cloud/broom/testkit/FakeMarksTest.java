package cloud.broom.testkit;

import cloud.broom.fact.Marks;
import cloud.broom.testkit.contract.MarksContract;

final class FakeMarksTest extends MarksContract {
    private final FakeMarks marks = new FakeMarks();

    @Override
    protected Marks marks() {
        return marks;
    }
}
