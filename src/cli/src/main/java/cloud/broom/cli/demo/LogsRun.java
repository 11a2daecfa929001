package cloud.broom.cli.demo;

import cloud.broom.cli.local.Sandbox;
import cloud.broom.job.Job;
import cloud.broom.job.Slot;

/** The job that the first chapters are about, and the slot it is applied for. */
record LogsRun(Slot apply) {
    LogsRun() {
        this(new Slot("demo/apply"));
    }

    Job job(Stage stage) {
        return stage.job("stale-logs", Sandbox.BUCKET);
    }
}
