package cloud.broom.testkit.simulation;

import cloud.broom.testkit.Crash;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Where the invocations of one seed play. Exactly one thread has the turn; one that waits gives it to whoever is next in virtual
 * time, so that what happens, and in which order, depends on the drawn instants alone.
 */
final class Stage {
    private final Hands hands;
    private final Hand audience = new Hand();
    private final Set<Hand> parked = new LinkedHashSet<>();
    private final PriorityQueue<Happening> coming =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::number));
    private Instant now;
    private Hand next = audience;
    private Hand playing = audience;
    private long happenings;
    private boolean over;
    private Optional<Throwable> failure = Optional.empty();

    Stage(Hands hands, Instant start) {
        this.hands = hands;
        this.now = start;
    }

    Instant now() {
        return now;
    }

    /** Has something happen that takes no time; what is in the past happens next. */
    void at(Instant when, Runnable what) {
        coming.add(new Happening(when, happenings++, what));
    }

    /** Starts a role on a thread of its own. */
    void enter(Instant when, Runnable role) {
        at(when, () -> {
            Hand hand = hands.take();
            hand.cast(() -> play(hand, role));
            next = hand;
        });
    }

    /** Called by a role: lets everybody else go on until so much time has passed. */
    void hold(Duration length) {
        checkOpen();
        Hand self = playing;
        parked.add(self);
        at(now.plus(length), () -> next = self);
        handOver(self);
    }

    /** Called by a role: it is never heard of again. No catch and no finally of it runs before the world has ended. */
    Crash vanish() {
        checkOpen();
        Hand self = playing;
        parked.add(self);
        handOver(self);
        return new Crash("and was given the turn after that");
    }

    /** The world ends here, since it has broken a law; whoever says so does not go on. */
    Crash fail(Throwable broken) {
        note(broken);
        return vanish();
    }

    /** Plays until nothing is to come any more; what broke, if anything did. */
    Optional<Throwable> play() {
        handOver(audience);
        over = true;
        for (Hand hand : List.copyOf(parked)) {
            hand.giveTurn();
            audience.await();
        }
        return failure;
    }

    private void play(Hand hand, Runnable role) {
        try {
            role.run();
        } catch (Throwable thrown) {
            note(thrown);
        }
        hands.giveBack(hand);
        if (over) {
            audience.giveTurn();
        } else {
            choose().giveTurn();
        }
    }

    /** Lets the next one go on, and comes back when it is this one's turn again. */
    private void handOver(Hand self) {
        Hand chosen = choose();
        if (chosen != self) {
            chosen.giveTurn();
            self.await();
            checkOpen();
        }
        playing = self;
        parked.remove(self);
    }

    private Hand choose() {
        next = audience;
        while (next == audience && !coming.isEmpty()) {
            Happening happening = coming.remove();
            now = happening.at.isAfter(now) ? happening.at : now;
            try {
                happening.what.run();
            } catch (RuntimeException | Violation broken) {
                note(broken);
            }
        }
        playing = next;
        return next;
    }

    /** What first goes wrong before the end is what broke; at the end every role is ended by an error. */
    private void note(Throwable broken) {
        if (!over) {
            failure = failure.or(() -> Optional.of(broken));
            coming.clear();
        }
    }

    private void checkOpen() {
        if (over) {
            throw new Crash("with the world it was in");
        }
    }

    private record Happening(Instant at, long number, Runnable what) {}
}
