package cloud.broom.testkit;

import cloud.broom.notice.Alert;
import cloud.broom.notice.Event;
import cloud.broom.notice.Notice;
import cloud.broom.notice.Outlet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Keeps what it is told. An event that is not as its schema says is refused as the mistake it is. For one thread. */
public final class FakeOutlet implements Outlet {
    /** What can be asked of it. */
    public enum Call {
        DELIVER
    }

    private final List<Notice> told = new ArrayList<>();
    private final Calls<Call> calls = new Calls<>();

    @Override
    public void deliver(Notice notice) {
        calls.make(Call.DELIVER, () -> {
            notice.match(
                    alert -> alert.id(), event -> PublishedEvents.checked(event).id());
            told.add(notice);
        });
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next deliveries are not taken. */
    public void refuseNext(int deliveries) {
        for (int i = 0; i < deliveries; i++) {
            calls.next(Call.DELIVER, Fault.failing(undelivered()));
        }
    }

    /** The next notice is told, but whoever told it does not learn of that. */
    public void loseResponseOfNext() {
        calls.next(Call.DELIVER, Fault.losing(undelivered()));
    }

    /** All that was told, in its order; what was told twice is here twice. */
    public List<Notice> told() {
        return List.copyOf(told);
    }

    public List<Alert> alerts() {
        return told.stream()
                .flatMap(notice -> notice.<Stream<Alert>>match(Stream::of, event -> Stream.empty()))
                .toList();
    }

    public List<Event> events() {
        return told.stream()
                .flatMap(notice -> notice.<Stream<Event>>match(alert -> Stream.empty(), Stream::of))
                .toList();
    }

    private static Undelivered undelivered() {
        return new Undelivered("the outlet did not answer", new IllegalStateException("told to refuse"));
    }
}
