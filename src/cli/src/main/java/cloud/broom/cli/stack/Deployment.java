package cloud.broom.cli.stack;

import cloud.broom.Answer;
import cloud.broom.Explanation;
import cloud.broom.Pauses;
import cloud.broom.approval.Decision;
import cloud.broom.approval.Proof;
import cloud.broom.aws.Aws;
import cloud.broom.aws.ProofSigner;
import cloud.broom.call.Call;
import cloud.broom.call.Request;
import cloud.broom.cli.screen.Trouble;
import cloud.broom.plan.Digest;
import cloud.broom.run.Run;
import cloud.broom.telling.IncidentEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A deployed stack as the operator's credentials show it: its functions are asked here, what it keeps is reached from here. What is
 * to be cleaned is never touched with these credentials.
 */
public final class Deployment implements AutoCloseable {
    /** Lambda's own limit for one invocation, and what it may take to get there and back. */
    private static final Duration ANSWER = Duration.ofMinutes(15).plusSeconds(30);

    private final Aws aws;
    private final Stack stack;
    private final Records records;
    private final SdkHttpClient patient =
            ApacheHttpClient.builder().socketTimeout(ANSWER).tcpKeepAlive(true).build();
    private final Caller caller;

    private Deployment(Aws aws, Stack stack) {
        this.aws = aws;
        this.stack = stack;
        this.records = new Records(aws, stack);
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

    /**
     * Asks a task's function what a run of a job would make of one resource.
     *
     * @throws Trouble if the function refuses, fails or cannot be called
     */
    public Explanation explain(Ask ask, String resource) {
        return caller.call(stack.function(ask.task()), ask.explaining(resource), Explanation.class);
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

    /** The name of the function that runs a task, or that is the {@code watchdog}. */
    public String function(String task) {
        return stack.function(task);
    }

    /** Whether the stack has a function for a task. */
    public boolean has(String task) {
        return stack.has(task);
    }

    /** What it has on record of jobs and runs. */
    public Records records() {
        return records;
    }

    /** Exemptions and the kill switch. */
    public Restraints restraints() {
        return new Restraints(aws, stack);
    }

    /** What its tasks have looked up and kept. */
    public CachedFacts facts() {
        return new CachedFacts(aws, stack);
    }

    /** Calls that were given up. */
    public Letters letters() {
        return new Letters(aws, stack);
    }

    /** What the stack tells people. */
    public Alerts alerts() {
        return new Alerts(aws, stack, caller);
    }

    @Override
    public void close() {
        patient.close();
        aws.close();
    }
}
