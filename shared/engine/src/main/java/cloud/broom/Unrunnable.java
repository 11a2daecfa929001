package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.notice.Alert;
import cloud.broom.notice.Notice;
import cloud.broom.retry.ErrorName;
import cloud.broom.run.Claims;
import cloud.broom.run.Due;
import cloud.broom.run.Ended;
import cloud.broom.run.Held;
import cloud.broom.run.News;
import cloud.broom.run.Runs;
import cloud.broom.run.UnreadableRecord;
import java.util.List;
import java.util.Optional;

/** Ends runs that no function can move any more: theirs is gone, or their record cannot be read. */
public final class Unrunnable {
    private final Runs runs;
    private final Outbox outbox;

    public Unrunnable(Runs runs, Outbox outbox) {
        this.runs = runs;
        this.outbox = outbox;
    }

    /** Ends a run FAILED under its lease, as its own function would; one that somebody holds is left to them. */
    public void end(Due.OfRun due, String why, Invocation here) {
        try {
            Claims.takeOver(runs, due.run(), here).ifPresent(held -> {
                Ended end = ended(why, here);
                List<Notice> notices = Notices.of(held.now(), end);
                Held.Left left = held.halt(end, () -> new News(notices, Optional.empty()));
                outbox.deliver(left.told(), here);
            });
        } catch (UnreadableRecord unreadable) {
            bury(due, unreadable, here);
        }
    }

    /** The same run at the function it was made by, if that is another: an order names the function of whoever gave it. */
    public Optional<Due.OfRun> elsewhere(Due.OfRun due) {
        try {
            return runs.find(due.run())
                    .map(run -> run.asked().function())
                    .filter(function -> !function.equals(due.function()))
                    .map(function -> new Due.OfRun(due.run(), function, due.since()));
        } catch (UnreadableRecord unreadable) {
            return Optional.empty();
        }
    }

    /** Ends a run if its record cannot be read. */
    public void endIfUnreadable(Due.OfRun due, Invocation here) {
        try {
            runs.find(due.run());
        } catch (UnreadableRecord unreadable) {
            bury(due, unreadable, here);
        }
    }

    private void bury(Due.OfRun due, UnreadableRecord unreadable, Invocation here) {
        Ended end = ended(String.valueOf(unreadable.getMessage()), here);
        Alert alert = Notices.unreadable(due.run(), end);
        if (Claims.bury(runs, due.run(), due.function(), end, alert, here) == Runs.Written.DONE) {
            outbox.deliver(List.of(alert), here);
        }
        runs.orders(due.run()).forEach(order -> runs.refuse(order, end.reason(), here.now()));
    }

    private static Ended ended(String why, Invocation here) {
        return new Ended(Ended.How.FAILED, ErrorName.UNRUNNABLE, "unrunnable: " + why, here.now());
    }
}
