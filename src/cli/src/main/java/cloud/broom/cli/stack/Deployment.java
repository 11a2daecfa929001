package cloud.broom.cli.stack;

import cloud.broom.Answer;
import cloud.broom.Explanation;
import cloud.broom.Pauses;
import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoControls;
import cloud.broom.aws.DynamoFacts;
import cloud.broom.aws.DynamoLetters;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.aws.LambdaWaker;
import cloud.broom.aws.LetterLine;
import cloud.broom.aws.ProofSigner;
import cloud.broom.aws.RunLine;
import cloud.broom.aws.S3Parts;
import cloud.broom.call.Call;
import cloud.broom.call.Request;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.control.Controls;
import cloud.broom.control.Exemption;
import cloud.broom.control.Exemptions;
import cloud.broom.control.Glob;
import cloud.broom.control.Stop;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import cloud.broom.incident.Health;
import cloud.broom.job.Job;
import cloud.broom.job.JobName;
import cloud.broom.job.RunId;
import cloud.broom.past.Deed;
import cloud.broom.past.Past;
import cloud.broom.plan.Digest;
import cloud.broom.plan.Parts;
import cloud.broom.run.Entry;
import cloud.broom.run.Letter;
import cloud.broom.run.Order;
import cloud.broom.run.Registered;
import cloud.broom.run.Run;
import cloud.broom.run.Taken;
import cloud.broom.run.Timetable;
import cloud.broom.telling.IncidentEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A deployed stack as the operator's credentials show it. It reads records and calls functions; what is to be cleaned is never
 * touched with these credentials.
 */
public final class Deployment implements AutoCloseable {
    /** Lambda's own limit for one invocation, and what it may take to get there and back. */
    private static final Duration ANSWER = Duration.ofMinutes(15).plusSeconds(30);

    /** So many facts are listed at once: one Query, well under its 1 MB. */
    public static final int FACTS_MOST = 500;

    /** So many jobs with open incidents are listed at once. */
    public static final int TROUBLED_MOST = 200;

    private final Aws aws;
    private final Stack stack;
    private final DynamoRuns runs;
    private final DynamoLetters letters;
    private final Parts parts;
    private final Facts facts;
    private final Controls controls;
    private final SdkHttpClient patient =
            ApacheHttpClient.builder().socketTimeout(ANSWER).tcpKeepAlive(true).build();
    private final Caller caller;

    private Deployment(Aws aws, Stack stack) {
        this.aws = aws;
        this.stack = stack;
        this.runs = new DynamoRuns(aws.dynamoDb(), stack.table());
        this.letters = new DynamoLetters(aws.dynamoDb(), stack.table());
        this.facts = new DynamoFacts(aws.dynamoDb(), stack.table());
        this.controls = new DynamoControls(aws.dynamoDb(), stack.table());
        this.parts = new S3Parts(aws.s3(), stack.recordBucket());
        this.caller = new Caller(aws.configured(LambdaClient.builder(), "LAMBDA")
                .httpClient(patient)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(ANSWER)
                        .apiCallAttemptTimeout(ANSWER))
                .build());
    }

    /**
     * Finds a stack.
     *
     * @param environment of the process: the SDK's own variables are read from it
     * @throws Trouble if there is no such stack, or it cannot be asked for
     */
    public static Deployment find(Map<String, String> environment, String stack) {
        Map<String, String> variables = new HashMap<>(environment);
        Optional.ofNullable(environment.get("AWS_DEFAULT_REGION"))
                .ifPresent(region -> variables.putIfAbsent("AWS_REGION", region));
        Aws aws = Aws.of(variables);
        return Troubles.telling("look up stack " + stack, () -> {
            try (CloudFormationClient cloudFormation = aws.configured(CloudFormationClient.builder(), "CLOUDFORMATION")
                    .build()) {
                return new Deployment(aws, Stack.find(cloudFormation, stack));
            }
        });
    }

    /**
     * Asks a task's function for a run and waits for its first answer; may take as long as an invocation.
     *
     * @throws Trouble if the function refuses, fails or cannot be called
     */
    public Answer call(Ask ask) {
        return caller.call(stack.function(ask.task()), ask.payload(), Answer.class);
    }

    /**
     * Tells a run something, by the function of its task, and waits for the answer.
     *
     * @throws Trouble if the run cannot follow the order, or the function fails or cannot be called
     */
    public Answer tell(Call.Tell tell, String task) {
        return caller.call(stack.function(task), Orders.payload(tell), Answer.class);
    }

    /**
     * Approves or rejects the plan of a run, by the function of its task, and waits for the answer. Who decides is proven: the
     * function asks STS whose credentials have signed this.
     *
     * @throws Trouble if the run cannot follow the order, there are no credentials, or the function fails or cannot be called
     */
    public Answer decide(Decision what, Run run, Digest plan, Clock clock) {
        Proof proof = Troubles.telling(
                "sign with your credentials", () -> new ProofSigner(aws, clock).sign(what, run.id(), plan));
        String payload = Orders.payload(new Call.Decide(what, run.id(), plan, proof));
        return caller.call(stack.function(run.job().task()), payload, Answer.class);
    }

    /**
     * Tells a job something, by the function of its task.
     *
     * @throws Trouble if the function refuses, fails or cannot be called
     */
    public Pauses.Paused tell(Request.OfJob order, String task) {
        return caller.call(stack.function(task), Orders.payload(order), Pauses.Paused.class);
    }

    /**
     * Says something of an incident, to any function: nothing but the record is needed.
     *
     * @throws Trouble if there is no such incident, it has ended, or the function fails or cannot be called
     */
    public IncidentEvents.Detail tell(Request.OfIncident order) {
        return caller.call(stack.anyFunction(), Orders.payload(order), IncidentEvents.Detail.class);
    }

    /** The jobs with open incidents, in the order these were opened, newest first. */
    public List<Health> troubled() {
        return Troubles.telling("read table " + stack.table(), () -> runs.troubled(TROUBLED_MOST));
    }

    /** How a job has fared. */
    public Health health(JobName job) {
        return Troubles.telling("read incidents of job " + job + " in table " + stack.table(), () -> runs.health(job));
    }

    /**
     * Asks a task's function what a run of a job would make of one resource.
     *
     * @throws Trouble if the function refuses, fails or cannot be called
     */
    public Explanation explain(Ask ask, String resource) {
        return caller.call(stack.function(ask.task()), ask.explaining(resource), Explanation.class);
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

    /** What the function of a run's task has logged of that run since then, oldest first. */
    public List<LogLine> logs(Run run, Instant since) {
        String function = stack.function(run.job().task());
        return Troubles.telling("read the log of function " + function, () -> {
            try (CloudWatchLogsClient logs = aws.configured(CloudWatchLogsClient.builder(), "CLOUDWATCH_LOGS")
                    .build()) {
                return LogGroup.of(aws.lambda(), logs, function).of(run.id(), since);
            }
        });
    }

    /** Whose credentials these are: the ARN that STS gives for them, as much of it as an order can carry. */
    public String caller() {
        return Orders.by(Troubles.telling("ask STS whose credentials these are", () -> {
            try (StsClient sts = aws.configured(StsClient.builder(), "STS").build()) {
                return sts.getCallerIdentity().arn();
            }
        }));
    }

    /** The spec a job is registered with. */
    public Optional<Job> job(JobName name) {
        return Troubles.telling("read job " + name + " in table " + stack.table(), () -> runs.registered(name)
                .map(Registered::job));
    }

    /** Orders that a run has been given and not heard yet, oldest first. */
    public List<Order> orders(RunId run) {
        return Troubles.telling("read orders to run " + run + " in table " + stack.table(), () -> runs.orders(run));
    }

    /** What a job, and the whole stack, have taken of a UTC day's limits. */
    public Taken taken(LocalDate day, JobName job) {
        return Troubles.telling("read table " + stack.table(), () -> runs.taken(day, job));
    }

    public Optional<Run> run(RunId id) {
        return Troubles.telling("read run " + id + " in table " + stack.table(), () -> runs.find(id));
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
        return Troubles.telling("read table " + stack.table(), () -> runs.recent(job, atMost));
    }

    /** The runs of a day in UTC, newest first. */
    public List<RunLine> onDay(LocalDate day, int atMost) {
        return Troubles.telling("read table " + stack.table(), () -> runs.onDay(day, atMost));
    }

    /** What a run's history says, oldest first. */
    public List<Entry> history(RunId id) {
        return Troubles.telling("read table " + stack.table(), () -> runs.history(id));
    }

    /** A stored part of a run's plan or outcome, if it is there. */
    public Optional<byte[]> part(String name) {
        return Troubles.telling("read s3://" + stack.recordBucket() + "/" + name, () -> parts.find(name));
    }

    /** The name of the function that runs a task, or that is the {@code watchdog}. */
    public String function(String task) {
        return stack.function(task);
    }

    /** Whether the stack has a function for a task. */
    public boolean has(String task) {
        return stack.has(task);
    }

    /** What is known of every schedule. */
    public List<Timetable> timetables() {
        return Troubles.telling("read table " + stack.table(), runs::timetables);
    }

    /** Calls that were given up, the last first. */
    public List<LetterLine> letters(int atMost) {
        return Troubles.telling("read table " + stack.table(), () -> letters.recent(atMost));
    }

    /** A call that was given up. */
    public Optional<Letter> letter(String id) {
        return Troubles.telling("read letter " + id + " in table " + stack.table(), () -> runs.letter(id));
    }

    /**
     * Sends a call once more, for its function to take when it can, and notes that.
     *
     * @throws Trouble if the function cannot be called
     */
    public void redrive(Letter letter) {
        Troubles.telling("call function " + letter.function(), () -> {
            new LambdaWaker(aws.lambda()).call(letter.payload(), letter.function());
            return letter;
        });
        Troubles.telling("write table " + stack.table(), () -> letters.redriven(letter.id()));
    }

    /** Facts that have not expired, the first to expire first. */
    public List<FactLine> facts(Instant now) {
        return Troubles.telling("read table " + stack.table(), () -> facts.list(now, FACTS_MOST));
    }

    /** Forgets a fact, if it is there. */
    public void forget(FactKey key) {
        Troubles.telling("remove fact " + key + " from table " + stack.table(), () -> {
            facts.remove(key);
            return key;
        });
    }

    /** What the stack tells people. */
    public Alerts alerts() {
        return new Alerts(aws, stack, caller);
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

    /** Where parts are kept. */
    public String recordBucket() {
        return stack.recordBucket();
    }

    @Override
    public void close() {
        patient.close();
        aws.close();
    }
}
