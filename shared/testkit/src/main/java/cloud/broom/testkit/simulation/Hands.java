package cloud.broom.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** The threads of one simulation, kept from seed to seed. They end when it is closed. */
final class Hands implements AutoCloseable {
    private final List<Hand> all = new ArrayList<>();
    private final Deque<Hand> idle = new ArrayDeque<>();
    private final ThreadFactory threads;

    Hands(ThreadFactory threads) {
        this.threads = threads;
    }

    Hand take() {
        return idle.isEmpty() ? hired() : idle.pop();
    }

    void giveBack(Hand hand) {
        idle.push(hand);
    }

    @Override
    public void close() {
        all.forEach(Hand::dismiss);
        all.clear();
        idle.clear();
    }

    private Hand hired() {
        Hand hand = new Hand();
        all.add(hand);
        threads.newThread(hand).start();
        return hand;
    }
}
