package cloud.broom.watch;

import cloud.broom.Outbox;
import cloud.broom.call.Invocation;
import cloud.broom.notice.Notice;
import cloud.broom.run.Report;
import cloud.broom.run.Runs;

/** Writes reports and tells at once what they tell of; what is not taken then is due again a minute later. */
record Reports(Runs runs, Outbox outbox) {
    /** Whether it is written; if not, something it expected did not hold. */
    boolean write(Report report, Invocation here) {
        if (runs.report(report) != Runs.Written.DONE) {
            return false;
        }
        outbox.deliverDue(report.notices().stream().map(Notice::id).toList(), here);
        return true;
    }
}
