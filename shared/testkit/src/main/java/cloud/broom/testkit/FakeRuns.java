package cloud.broom.testkit;

import cloud.broom.Outbox;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.notice.Notice;
import cloud.broom.run.Commit;
import cloud.broom.run.Due;
import cloud.broom.run.Entry;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.run.StoreUnavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs in memory, with the port's exact conditions. The instant of a write is that of its history line, so notices without
 * one are refused. For one thread.
 */
public final class FakeRuns implements Runs {
    /** What can be asked of it. */
    public enum Call {
        COMMIT,
        FIND,
        PLACE,
        JOB,
        DUE,
        NOTICE,
        DELIVERED,
        POSTPONE;

        /** Whether it changes what is kept. */
        public boolean writes() {
            return this == COMMIT || this == DELIVERED || this == POSTPONE;
        }
    }

    private final Map<String, Run> runs = new TreeMap<>();
    private final Map<JobName, RunId> places = new HashMap<>();
    private final Map<JobName, Job> jobs = new HashMap<>();
    private final Map<String, Posted> outbox = new TreeMap<>();
    private final List<Commit> written = new ArrayList<>();
    private final Calls<Call> calls = new Calls<>();
    private List<Row> agendaBefore = List.of();
    private boolean staleNext;

    @Override
    public Written commit(Commit commit) {
        try {
            return calls.make(Call.COMMIT, () -> write(commit));
        } catch (GotInTheWay conflict) {
            return Written.CONFLICT;
        }
    }

    @Override
    public Optional<Run> find(RunId id) {
        return calls.make(Call.FIND, () -> stored(id));
    }

    @Override
    public Optional<RunId> place(JobName job) {
        return calls.make(Call.PLACE, () -> Optional.ofNullable(places.get(job)));
    }

    @Override
    public Optional<Job> job(JobName name) {
        return calls.make(Call.JOB, () -> Optional.ofNullable(jobs.get(name)));
    }

    @Override
    public List<Due> due(Instant now, int atMost) {
        return calls.make(Call.DUE, () -> index().stream()
                .filter(row -> !row.at.isAfter(now))
                .sorted(Comparator.comparing(Row::at))
                .limit(atMost)
                .map(Row::due)
                .toList());
    }

    @Override
    public Optional<Notice> notice(String id) {
        return calls.make(Call.NOTICE, () -> Optional.ofNullable(outbox.get(id)).map(Posted::notice));
    }

    @Override
    public void delivered(String noticeId, Instant at) {
        calls.make(Call.DELIVERED, () -> {
            agendaBefore = agenda();
            outbox.remove(noticeId);
        });
    }

    @Override
    public void postpone(String noticeId, Instant until) {
        calls.make(Call.POSTPONE, () -> {
            agendaBefore = agenda();
            outbox.computeIfPresent(noticeId, (id, posted) -> new Posted(posted.notice, until));
        });
    }

    /** Every call made, and what is to go wrong with those to come. */
    public Calls<Call> calls() {
        return calls;
    }

    /** The next call of a kind fails and has no effect. */
    public void failNext(Call call) {
        calls.next(call, Fault.failing(new StoreUnavailable("told to fail: " + call)));
    }

    /** The next write happens, but whoever made it is told that the store did not answer. */
    public void loseResponseOfNext(Call call) {
        if (!call.writes()) {
            throw new IllegalArgumentException(call + " has no effect that could outlive its response");
        }
        calls.next(call, Fault.losing(new StoreUnavailable("told to lose the response: " + call)));
    }

    /** The next commit meets a {@link #conflict}. */
    public void conflictNext() {
        calls.next(Call.COMMIT, conflict());
    }

    /** The next commit is {@link #repeated}. */
    public void repeatNext() {
        calls.next(Call.COMMIT, repeated());
    }

    /** A commit meets another transaction: nothing is written, and nothing is decided by that. For commits only. */
    public static Fault conflict() {
        return Fault.failing(new GotInTheWay());
    }

    /** A client that lost the first response sends its commit again: written at first, refused then. For commits only. */
    public static Fault repeated() {
        return Fault.losing(new GotInTheWay());
    }

    /** The index lags: the next question of what is due is answered as it was before the last write. */
    public void staleNext() {
        staleNext = true;
    }

    /** A run without asking the port: not counted, and no fault befalls it. */
    public Optional<Run> stored(RunId id) {
        return Optional.ofNullable(runs.get(id.value()));
    }

    /** Every run, without asking the port. */
    public List<Run> stored() {
        return List.copyOf(runs.values());
    }

    /** Every commit that was written, in its order: each checkpoint of each run. */
    public List<Commit> written() {
        return List.copyOf(written);
    }

    /** The lines of a run's history, oldest first. */
    public List<Entry> history(RunId id) {
        return written.stream()
                .filter(commit -> commit.run().id().equals(id))
                .flatMap(commit -> commit.history().stream())
                .toList();
    }

    /** The notices that have not been delivered. */
    public List<Notice> undelivered() {
        return outbox.values().stream().map(Posted::notice).toList();
    }

    private Written write(Commit commit) {
        if (!versionHolds(commit.run()) || !placeHolds(commit)) {
            return Written.CONFLICT;
        }
        Map<String, Posted> posted = posted(commit);
        agendaBefore = agenda();
        Run run = commit.run();
        runs.put(run.id().value(), run);
        switch (commit.place()) {
            case LEAVE_AS_IS -> {}
            case TAKE -> places.put(run.job().name(), run.id());
            case GIVE_UP -> places.remove(run.job().name());
        }
        if (run.stamp().version() == 1) {
            register(run);
        }
        outbox.putAll(posted);
        written.add(commit);
        return Written.DONE;
    }

    private boolean versionHolds(Run run) {
        long before = stored(run.id()).map(stored -> stored.stamp().version()).orElse(0L);
        return before == run.stamp().version() - 1;
    }

    private boolean placeHolds(Commit commit) {
        Optional<RunId> holder =
                Optional.ofNullable(places.get(commit.run().job().name()));
        return switch (commit.place()) {
            case LEAVE_AS_IS -> true;
            case TAKE -> holder.isEmpty();
            case GIVE_UP -> holder.filter(commit.run().id()::equals).isPresent();
        };
    }

    /** A schedule's call carries the job as it is now; any other may be a person's variation on it. */
    private void register(Run run) {
        if (run.asked().slot().instant().isPresent()) {
            jobs.put(run.job().name(), run.job());
        } else {
            jobs.putIfAbsent(run.job().name(), run.job());
        }
    }

    private static Map<String, Posted> posted(Commit commit) {
        Map<String, Posted> posted = new TreeMap<>();
        for (Notice notice : commit.notices()) {
            Instant at = commit.history()
                    .map(Entry::at)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a commit with notices needs a history line, which says when it is written"));
            posted.put(notice.id(), new Posted(notice, at.plus(Outbox.GRACE)));
        }
        return posted;
    }

    private List<Row> index() {
        List<Row> seen = staleNext ? agendaBefore : agenda();
        staleNext = false;
        return seen;
    }

    private List<Row> agenda() {
        Stream<Row> live = runs.values().stream().flatMap(run -> run.state().wakeAt().stream()
                .map(at -> new Row(at, new Due.OfRun(run.id(), run.asked().function()))));
        Stream<Row> untold = outbox.entrySet().stream()
                .map(entry -> new Row(entry.getValue().dueAt, new Due.OfNotice(entry.getKey())));
        return Stream.concat(live, untold).toList();
    }

    private record Posted(Notice notice, Instant dueAt) {}

    private record Row(Instant at, Due due) {}

    private static final class GotInTheWay extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
