package cloud.broom.cli.stack;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.aws.DynamoTimetables;
import cloud.broom.aws.RunLine;
import cloud.broom.aws.S3Parts;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.incident.Health;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.past.Deed;
import cloud.broom.past.Past;
import cloud.broom.plan.Parts;
import cloud.broom.run.Entry;
import cloud.broom.run.Order;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.run.Taken;
import cloud.broom.run.Timetable;
import cloud.broom.watch.Timetables;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a stack has on record of its jobs and their runs. It is only read here: writing is the functions'. */
public final class Records {
    /** So many jobs with open incidents are listed at once. */
    private static final int TROUBLED_MOST = 200;

    private final Stack stack;
    private final DynamoRuns runs;
    private final Timetables timetables;
    private final Parts parts;

    Records(Aws aws, Stack stack) {
        this.stack = stack;
        this.runs = new DynamoRuns(aws.dynamoDb(), stack.table());
        this.timetables = new DynamoTimetables(aws.dynamoDb(), stack.table());
        this.parts = new S3Parts(aws.s3(), stack.recordBucket());
    }

    public Optional<Run> run(RunId id) {
        return reading("run " + id, () -> runs.find(id));
    }

    /**
     * A run that has to be there.
     *
     * @throws Trouble if it is not
     */
    public Run known(RunId id) {
        return run(id).orElseThrow(() -> Trouble.refused(
                "there is no run " + id,
                "Records are kept for 90 days; broom runs " + id.job() + " lists the job's runs."));
    }

    /** The spec a job is registered with. */
    public Optional<Job> job(JobName name) {
        return reading("job " + name, () -> runs.registered(name).map(Registered::job));
    }

    /**
     * A job that has to be registered.
     *
     * @throws Trouble if it is not
     */
    public Job known(JobName name) {
        return job(name)
                .orElseThrow(() -> Trouble.refused(
                        "the stack has run no job " + name + " yet",
                        "Send its spec: broom run " + name + " -f broom.yaml"));
    }

    /** A job's runs, newest first. */
    public List<RunLine> recent(JobName job, int atMost) {
        return reading(() -> runs.recent(job, atMost));
    }

    /** The runs of a day in UTC, newest first. */
    public List<RunLine> onDay(LocalDate day, int atMost) {
        return reading(() -> runs.onDay(day, atMost));
    }

    /** What a run's history says, oldest first. */
    public List<Entry> history(RunId id) {
        return reading(() -> runs.history(id));
    }

    /** Orders that a run has been given and not heard yet, oldest first. */
    public List<Order> orders(RunId run) {
        return reading("orders to run " + run, () -> runs.orders(run));
    }

    /** What became of one item in a run, if the run planned it. */
    public Optional<Deed> deed(Run run, String item) {
        Past past = new Past(runs, parts);
        return Troubles.telling("read the parts of run " + run.id(), () -> IntStream.rangeClosed(
                        1, run.progress().parts())
                .boxed()
                .flatMap(number -> past.part(run, number).stream())
                .filter(deed -> deed.planned().id().equals(item))
                .findFirst());
    }

    /** A stored part of a run's plan or outcome, if it is there. */
    public Optional<byte[]> part(String name) {
        return Troubles.telling("read s3://" + bucket() + "/" + name, () -> parts.find(name));
    }

    /** Where parts are kept. */
    public String bucket() {
        return stack.recordBucket();
    }

    /** What a job, and the whole stack, have taken of a UTC day's limits. */
    public Taken taken(LocalDate day, JobName job) {
        return reading(() -> runs.taken(day, job));
    }

    /** How a job has fared. */
    public Health health(JobName job) {
        return reading("incidents of job " + job, () -> runs.health(job));
    }

    /** The jobs with open incidents, in the order these were opened, newest first. */
    public List<Health> troubled() {
        return reading(() -> runs.troubled(TROUBLED_MOST));
    }

    /** What is known of every schedule. */
    public List<Timetable> timetables() {
        return reading(timetables::all);
    }

    private <T> T reading(String what, Supplier<T> call) {
        return Troubles.telling("read " + what + " in table " + stack.table(), call);
    }

    private <T> T reading(Supplier<T> call) {
        return Troubles.telling("read table " + stack.table(), call);
    }
}
