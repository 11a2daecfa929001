package cloud.broom.cli.stack;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoControls;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemption;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.job.JobName;
import java.time.Instant;
import java.util.Optional;

/** What people hold every run back with: exemptions and the kill switch. Written without a function, for when none can be called. */
public final class Restraints {
    private final Stack stack;
    private final Controls controls;

    Restraints(Aws aws, Stack stack) {
        this.stack = stack;
        this.controls = new DynamoControls(aws.dynamoDb(), stack.table());
    }

    /** Every exemption there is. */
    public Exemptions exemptions() {
        return Troubles.telling("read table " + stack.table(), controls::exemptions);
    }

    /** Adds an exemption, in place of one for the same. */
    public void exempt(Exemption exemption) {
        Troubles.telling("write exemption " + exemption.glob() + " to table " + stack.table(), () -> {
            controls.add(exemption);
            return exemption;
        });
    }

    /** Removes an exemption; whether there was one. */
    public boolean expose(Glob glob, Optional<JobName> job) {
        return Troubles.telling(
                "remove exemption " + glob + " from table " + stack.table(), () -> controls.remove(glob, job));
    }

    /** Stops every run. */
    public void stop(Stop stop) {
        Troubles.telling("stop every run by table " + stack.table(), () -> {
            controls.stop(stop);
            return stop;
        });
    }

    /** Lets runs start again. */
    public void go(String by, Instant at) {
        Troubles.telling("let runs go by table " + stack.table(), () -> {
            controls.go(by, at);
            return by;
        });
    }
}
