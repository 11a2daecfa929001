package cloud.broom.testkit;

import cloud.broom.testkit.contract.DeadLettersContract;
import cloud.broom.watch.DeadLetters;
import java.util.Map;

final class FakeDeadLettersTest extends DeadLettersContract {
    private final FakeDeadLetters letters = new FakeDeadLetters();
    private int sent;

    @Override
    protected DeadLetters letters() {
        return letters;
    }

    @Override
    protected void send(String body, Map<String, String> attributes) {
        letters.send("message-" + ++sent, body, attributes);
    }
}
