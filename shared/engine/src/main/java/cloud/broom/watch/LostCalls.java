package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.call.Call;
import cloud.broom.call.CallReader;
import cloud.broom.call.Invocation;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.Slot;
import cloud.broom.json.Json;
import cloud.broom.json.Refused;
import cloud.broom.notice.Alert;
import cloud.broom.run.Letter;
import cloud.broom.run.Registered;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the calls that nobody could take out of their queue. What they came to is written, with the call itself, before the
 * message is deleted; one that comes again is known by its id.
 */
final class LostCalls {
    private static final int ROUNDS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(LostCalls.class);

    private final Runs runs;
    private final Realm realm;
    private final LostSlots slots;
    private final Reports reports;

    LostCalls(Runs runs, Realm realm, Outbox outbox) {
        this.runs = runs;
        this.realm = realm;
        this.reports = new Reports(runs, outbox);
        this.slots = new LostSlots(runs, realm, outbox);
    }

    /**
     * Takes what is there, as far as the time lasts. One message that cannot be dealt with keeps no other from being.
     *
     * @param time whether there is any left
     */
    boolean take(Invocation here, BooleanSupplier time) {
        Failures failures = new Failures();
        for (int round = 0; round < ROUNDS && time.getAsBoolean(); round++) {
            List<DeadLetters.Message> messages = realm.letters().receive();
            if (messages.isEmpty()) {
                break;
            }
            messages.forEach(message -> failures.spare("message " + message.id(), () -> deal(message, here)));
        }
        failures.rethrow();
        return true;
    }

    private boolean deal(DeadLetters.Message message, Invocation here) {
        LostCall lost = LostCall.of(message);
        boolean done = lost.function().equals(here.function())
                || runs.letter(message.id()).isPresent()
                || record(message.id(), lost, here);
        if (done) {
            realm.letters().delete(message);
        }
        return done;
    }

    /** Whether it is on record, or need not be: a wake's row is still due, an account of a resource was for whoever asked. */
    private boolean record(String id, LostCall lost, Invocation here) {
        try {
            return CallReader.read(lost.payload(), lost.request())
                    .match(
                            call -> call.match(
                                    ask -> asked(id, lost, ask, here),
                                    wake -> true,
                                    tell -> order(id, lost, tell.run().job(), here),
                                    decide -> order(id, lost, decide.run().job(), here)),
                            ofJob -> order(id, lost, ofJob.job(), here),
                            ofResource -> true,
                            ofIncident -> order(id, lost, ofIncident.job(), here));
        } catch (Refused unreadable) {
            LOG.error("message {} holds no call: {}", id, unreadable.getMessage());
            Letter letter = letter(id, lost, Optional.empty(), "it is no call: " + unreadable.getMessage(), here);
            return alert(letter, "a call that cannot be read", here);
        }
    }

    private boolean order(String id, LostCall lost, JobName job, Invocation here) {
        return alert(letter(id, lost, Optional.of(job), "an order that was not given", here), "an order", here);
    }

    private boolean asked(String id, LostCall lost, Call.Ask ask, Invocation here) {
        JobName name = ask.job().match(Job::name, named -> named);
        if (runs.slot(name, ask.slot()).isPresent()) {
            LOG.info("message {}: slot {} of job {} is accounted for", id, ask.slot(), name);
            return true;
        }
        Optional<Job> job =
                ask.job().match(Optional::of, named -> runs.registered(named).map(Registered::job));
        if (job.isEmpty()) {
            Letter letter = letter(id, lost, Optional.of(name), "no job is registered under that name", here);
            return alert(letter, "a call for a job that nobody knows", here);
        }
        Job its = ask.mode().map(job.get()::in).orElse(job.get());
        String again = again(lost.payload(), ask.slot(), id);
        Letter letter = new Letter(
                id, Optional.of(name), lost.function(), again, ask.slot().instant(), lost.why(), "", here.now());
        return slots.lost(its, ask.slot(), letter, here);
    }

    /** The payload that asks for the same once more: for the same slot, or, if that is closed, for one of its own. */
    private static String again(String payload, Slot slot, String id) {
        ObjectNode root = (ObjectNode) Json.parse(payload, "payload");
        boolean envelope = root.has("detail") && root.has("detail-type") && root.has("id");
        if (envelope && slot.instant().isEmpty()) {
            return payload;
        }
        ObjectNode asks = envelope ? (ObjectNode) root.get("detail") : root;
        asks.remove("idempotencyKey");
        asks.put("slot", slot.instant().isPresent() ? "redrive/" + id : slot.text());
        return root.toString();
    }

    private boolean alert(Letter letter, String what, Invocation here) {
        Alert alert = new Alert(
                "letter." + letter.id() + ".alert",
                "[NOT DELIVERED] " + letter.job().map(JobName::value).orElse(what)
                        + realm.site().of(here.function()),
                List.of(
                        "Nothing was done: " + what + " was given up by whoever was to deliver it.",
                        "Why: " + letter.why() + "; " + letter.fate()),
                List.of(
                        new Alert.Step("Look", "broom redrive --list"),
                        new Alert.Step("Go", "broom redrive " + letter.id())),
                List.of("Letter " + letter.id() + ", function " + letter.function()),
                Map.of("state", "NOT_DELIVERED", "severity", Alert.Severity.WARNING.name()));
        Report report = Report.at(here.now()).keeping(letter).telling(List.of(alert));
        return reports.write(report, here);
    }

    private static Letter letter(String id, LostCall lost, Optional<JobName> job, String fate, Invocation here) {
        Optional<Instant> none = Optional.empty();
        return new Letter(id, job, lost.function(), lost.payload(), none, lost.why(), fate, here.now());
    }
}
