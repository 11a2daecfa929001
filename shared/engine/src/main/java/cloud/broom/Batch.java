package cloud.broom;

import cloud.broom.call.Invocation;
import cloud.broom.gate.Brakes;
import cloud.broom.plan.Amounts;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.plan.Planned;
import cloud.broom.retry.Attempts;
import cloud.broom.retry.ErrorName;
import cloud.broom.retry.Retries;
import cloud.broom.retry.Retries.RetryAfter;
import cloud.broom.run.Run;
import cloud.broom.task.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Acts on one batch, sending again only the items that failed with an error that is retried, as long as the wait is short. */
final class Batch {
    private static final ErrorName UNANSWERED = ErrorName.of("Broom.Unanswered");

    private final Work<?, ?> work;
    private final Run run;
    private final Sight sight;
    private final Invocation here;
    private final Brakes brakes;
    private final List<Result> results = new ArrayList<>();
    private Attempts attempts;

    Batch(Work<?, ?> work, Run run, Sight sight, Brakes brakes) {
        this.work = work;
        this.run = run;
        this.sight = sight;
        this.here = sight.here();
        this.brakes = brakes;
        this.attempts = run.attempts();
    }

    Acted act(List<Planned> items) {
        try {
            Optional<Deferred> deferred = deferred(items);
            return new Acted(results, deferred, Optional.empty(), unsettled(items));
        } catch (RuntimeException failure) {
            return new Acted(results, Optional.empty(), Optional.of(failure), unsettled(items));
        }
    }

    private Amounts unsettled(List<Planned> items) {
        Set<String> settled = results.stream().map(Result::id).collect(Collectors.toSet());
        return Amounts.of(
                items.stream().filter(item -> !settled.contains(item.id())).toList());
    }

    private Optional<Deferred> deferred(List<Planned> items) {
        List<Planned> sending = items;
        while (!sending.isEmpty()) {
            Map<Planned, Outcome> outcomes = outcomes(sending);
            Map<ErrorName, RetryAfter> retried = retried(outcomes);
            sending = settle(outcomes, retried);
            Optional<Duration> wait =
                    retried.values().stream().map(RetryAfter::delay).max(Duration::compareTo);
            if (wait.isPresent() && !brakes.allow(wait.get(), here)) {
                return Optional.of(new Deferred(retried.keySet().iterator().next(), wait.get(), attempts));
            }
            wait.ifPresent(here::pause);
        }
        return Optional.empty();
    }

    private Map<Planned, Outcome> outcomes(List<Planned> sending) {
        Map<String, Outcome> answered = work.act(run, sending, sight);
        Map<Planned, Outcome> outcomes = new LinkedHashMap<>();
        for (Planned item : sending) {
            outcomes.put(
                    item,
                    answered.getOrDefault(item.id(), Outcome.failed(UNANSWERED, "the answer does not mention it")));
        }
        return outcomes;
    }

    private Map<ErrorName, RetryAfter> retried(Map<Planned, Outcome> outcomes) {
        Map<ErrorName, RetryAfter> retried = new LinkedHashMap<>();
        outcomes.values().stream()
                .flatMap(outcome -> outcome.error().stream())
                .distinct()
                .forEach(error -> {
                    Retries.Decision decision = run.retries().decide(error, attempts, here.chance());
                    decision.<Optional<RetryAfter>>match(Optional::of, giveUp -> Optional.empty())
                            .ifPresent(retry -> {
                                retried.put(error, retry);
                                attempts = retry.attempts();
                            });
                });
        return retried;
    }

    private List<Planned> settle(Map<Planned, Outcome> outcomes, Map<ErrorName, RetryAfter> retried) {
        List<Planned> again = new ArrayList<>();
        outcomes.forEach((item, outcome) -> {
            if (outcome.error().filter(retried::containsKey).isPresent()) {
                again.add(item);
            } else {
                results.add(Result.of(item, outcome));
            }
        });
        return again;
    }

    /**
     * What came of it.
     *
     * @param results an outcome for each item but those that are deferred, or that a failure left in doubt
     * @param failure what ended it, to be thrown once the results are stored: they have happened
     * @param doubt how much was sent and has no outcome
     */
    record Acted(List<Result> results, Optional<Deferred> deferred, Optional<RuntimeException> failure, Amounts doubt) {
        boolean cutShort() {
            return deferred.isPresent() || failure.isPresent();
        }
    }

    /** Items failed with an error whose retry is too far off to wait for in place. */
    record Deferred(ErrorName error, Duration delay, Attempts attempts) {}
}
