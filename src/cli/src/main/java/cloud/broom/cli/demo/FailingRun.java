package cloud.broom.cli.demo;

import cloud.broom.cli.local.Sandbox;
import cloud.broom.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job on a bucket that is not there, and a subscriber of the topic who is to hear of it. */
final class FailingRun {
    static final String NAME = "years-old-logs";

    private final List<Mailbox> mailboxes = new ArrayList<>();
    private final List<Mailbox.Received> unread = new ArrayList<>();

    Job job(Stage stage) {
        return stage.job(NAME, Sandbox.MISSING_BUCKET);
    }

    void subscribe(Stage stage) {
        mailboxes.add(Mailbox.subscribed(
                "demo-on-call", stage.sqs(), stage.sns(), stage.sandbox().physicalId("AlertTopic")));
    }

    /** The first alert that has come, or comes within some seconds, with that in its subject. */
    Optional<Mailbox.Received> next(String about) {
        Optional<Mailbox.Received> found = take(about);
        boolean more = true;
        while (found.isEmpty() && more) {
            more = mailboxes.stream().flatMap(one -> one.next().stream()).anyMatch(unread::add);
            found = take(about);
        }
        return found;
    }

    private Optional<Mailbox.Received> take(String about) {
        Optional<Mailbox.Received> found =
                unread.stream().filter(one -> one.subject().contains(about)).findFirst();
        found.ifPresent(unread::remove);
        return found;
    }
}
