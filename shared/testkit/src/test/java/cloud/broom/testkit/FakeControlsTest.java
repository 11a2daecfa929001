package cloud.broom.testkit;

import cloud.broom.control.Controls;
import cloud.broom.control.Glob;
import cloud.broom.testkit.contract.ControlsContract;

final class FakeControlsTest extends ControlsContract {
    private final FakeControls controls = new FakeControls();

    @Override
    protected Controls controls() {
        return controls;
    }

    @Override
    protected void corrupt(String glob) {
        controls.corrupt(new Glob(glob), "told to be malformed");
    }
}
