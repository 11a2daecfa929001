package cloud.broom.testkit;

import cloud.broom.notice.Notice;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Posted;
import cloud.broom.run.StoreUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The notices that were written to a {@link FakeRuns}, with the port's exact conditions. For one thread. */
public final class FakeNotices implements Notices {
    /** What can be asked of it. */
    public enum Call {
        FIND,
        TOLD,
        DELIVERED,
        POSTPONE,
        EXPIRE;

        /** Whether it changes what is kept. */
        public boolean writes() {
            return switch (this) {
                case FIND, TOLD -> false;
                case DELIVERED, POSTPONE, EXPIRE -> true;
            };
        }
    }

    private final Kept kept;
    private final Calls<Call> calls = new Calls<>();

    FakeNotices(Kept kept) {
        this.kept = kept;
    }

    @Override
    public Optional<Posted> find(String id) {
        return calls.make(Call.FIND, () -> kept.posts.waiting(id));
    }

    @Override
    public Optional<Instant> told(String id) {
        return calls.make(Call.TOLD, () -> kept.posts.told(id));
    }

    @Override
    public void delivered(String id, Instant at) {
        change(Call.DELIVERED, () -> kept.posts.delivered(id, at));
    }

    @Override
    public void postpone(String id, Instant until, String error) {
        change(Call.POSTPONE, () -> kept.posts.postpone(id, until, error));
    }

    @Override
    public void expire(String id, Instant at) {
        change(Call.EXPIRE, () -> kept.posts.expire(id, at));
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next call of a kind fails and has no effect. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(new StoreUnavailable("told to fail: " + call)));
    }

    /** Those that have not been delivered, without asking the port. */
    public List<Notice> undelivered() {
        return kept.posts.waiting().stream().map(Posted::notice).toList();
    }

    /** Those that were not delivered and are due no more, and since when, without asking the port. */
    public Map<String, Instant> expired() {
        return kept.posts.expired();
    }

    private void change(Call call, Runnable effect) {
        calls.make(call, () -> kept.changing(effect));
    }
}
