package cloud.broom.testkit;

import cloud.broom.watch.DeadLetters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A queue in memory: what is received is hidden until it is deleted or {@link #showAgain} says so. For one thread. */
public final class FakeDeadLetters implements DeadLetters {
    private static final int MOST = 10;

    /** What can be asked of it. */
    public enum Call {
        RECEIVE,
        DELETE
    }

    private final List<Message> shown = new ArrayList<>();
    private final Map<String, Message> hidden = new HashMap<>();
    private final Calls<Call> calls = new Calls<>();
    private int receipts;

    @Override
    public List<Message> receive() {
        return calls.make(Call.RECEIVE, () -> {
            List<Message> taken = shown.stream()
                    .limit(MOST)
                    .map(message ->
                            new Message(message.id(), "receipt-" + ++receipts, message.body(), message.attributes()))
                    .toList();
            shown.subList(0, taken.size()).clear();
            taken.forEach(message -> hidden.put(message.handle(), message));
            return taken;
        });
    }

    @Override
    public void delete(Message message) {
        calls.make(Call.DELETE, () -> hidden.remove(message.handle()));
    }

    /** Somebody gives a call up. */
    public void send(String id, String body, Map<String, String> attributes) {
        shown.add(new Message(id, "", body, attributes));
    }

    /** What was received long ago, and not deleted, can be received again. */
    public void showAgain() {
        shown.addAll(hidden.values());
        hidden.clear();
    }

    /** All that are in the queue, without asking the port. */
    public List<Message> left() {
        List<Message> all = new ArrayList<>(shown);
        all.addAll(hidden.values());
        return all;
    }

    /** The next call of a kind is not answered. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(new Unanswered("told to fail", new IllegalStateException("by a test"))));
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }
}
