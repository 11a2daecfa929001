package cloud.broom.aws;

import cloud.broom.Answer;
import cloud.broom.Broom;
import cloud.broom.Confines;
import cloud.broom.Explaining;
import cloud.broom.Incidents;
import cloud.broom.Outbox;
import cloud.broom.Pauses;
import cloud.broom.Stores;
import cloud.broom.call.Call;
import cloud.broom.call.CallReader;
import cloud.broom.call.Invocation;
import cloud.broom.json.Json;
import cloud.broom.log.LogFields;
import cloud.broom.notice.Notices;
import cloud.broom.notice.Outlet;
import cloud.broom.past.Past;
import cloud.broom.plan.Parts;
import cloud.broom.run.LeaseLost;
import cloud.broom.run.Run;
import cloud.broom.run.Runs;
import cloud.broom.task.Guard;
import cloud.broom.task.Resource;
import cloud.broom.task.Task;
import cloud.broom.telling.Site;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entry of a Lambda function: reads the payload, lets the engine answer, writes the answer. Returns normally whatever the
 * run came to; throws only when nothing could be recorded, so that Lambda's own retries and the on-failure queue see it.
 */
public final class LambdaEntry implements RequestStreamHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaEntry.class);

    private final Aws aws;
    private final Guard guard;
    private final Answering answering;
    private final Clock clock = Clock.systemUTC();
    private final RandomGenerator chance = new SecureRandom();

    /** What it answers to a payload; the record of a run that halted meanwhile is shown to the last. */
    private interface Answering {
        Object answer(String payload, Invocation here, Consumer<Run> halted);
    }

    private LambdaEntry(Aws aws, Guard guard, Answering answering) {
        this.aws = aws;
        this.guard = guard;
        this.answering = answering;
    }

    /**
     * A function that runs one task.
     *
     * @param variables its environment, as {@link Environment} and {@link Aws} read it
     * @param task makes the task from the clients it may use
     */
    public static <P extends Record, R extends Record & Resource> LambdaEntry of(
            Map<String, String> variables, Function<TaskClients, Task<P, R>> task) {
        return of(variables, (clients, past) -> task.apply(clients));
    }

    /**
     * A function that runs one task which looks at earlier runs, as one that undoes them does.
     *
     * @param task makes the task from the clients it may use and the stack's records
     */
    public static <P extends Record, R extends Record & Resource> LambdaEntry of(
            Map<String, String> variables, BiFunction<TaskClients, Past, Task<P, R>> task) {
        Environment stack = Environment.read(variables);
        Aws aws = Aws.of(variables);
        Runs runs = new DynamoRuns(aws.dynamoDb(), stack.table());
        Notices notices = new DynamoNotices(aws.dynamoDb(), stack.table());
        Parts parts = new S3Parts(aws.s3(), stack.bucket());
        Guard guard = new Guard();
        Task<P, R> its = task.apply(aws.forTask(guard, Clock.systemUTC()), new Past(runs, parts));
        Stores stores = new Stores(
                runs,
                notices,
                parts,
                new DynamoFacts(aws.dynamoDb(), stack.table()),
                new DynamoControls(aws.dynamoDb(), stack.table()),
                new DynamoMarks(aws.dynamoDb(), stack.table()));
        Confines confines = new Confines(guard, stack.own(), stack.territory());
        Outlet outlet = new AwsOutlet(aws, stack.topic(), stack.bus());
        Broom broom = new Broom(
                its,
                stores,
                outlet,
                new StsProofs(aws, Clock.systemUTC(), stack.approverAccounts()),
                stack.bounds(),
                confines);
        Explaining explaining = new Explaining(its, stores, stack.bounds(), confines);
        Pauses pauses = new Pauses(runs, its.declaration().task());
        Incidents incidents = new Incidents(runs, new Outbox(notices, outlet), new Site(stack.stack()));
        return new LambdaEntry(aws, guard, (payload, here, halted) -> CallReader.read(payload, here.requestId())
                .match(
                        call -> advance(broom, runs, call, here, halted),
                        order -> pauses.tell(order, here),
                        asked -> explaining.explain(asked, here),
                        said -> incidents.tell(said, here)));
    }

    /** A function that answers in some other way, as the watchdog does. */
    public static LambdaEntry answering(Aws aws, BiFunction<String, Invocation, Object> answer) {
        return new LambdaEntry(aws, new Guard(), (payload, here, halted) -> answer.apply(payload, here));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String payload = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        Invocation here = LambdaInvocation.of(context, clock, chance);
        LogFields.begin(here);
        try {
            output.write(answer(payload, here, context).getBytes(StandardCharsets.UTF_8));
        } finally {
            LogFields.clear();
        }
    }

    private String answer(String payload, Invocation here, Context context) {
        aws.begin(here);
        KnownClients.tell(guard);
        String json = Json.write(answering.answer(payload, here, run -> tell(run, here, context)));
        LOG.info("answer {}", json);
        return json;
    }

    private void tell(Run run, Invocation here, Context context) {
        RunMetrics.line(run, aws.drainThrottles(), here.now())
                .ifPresent(line -> context.getLogger().log(line + "\n"));
    }

    /** A run that another invocation has taken goes on there: the answer is its record, and nothing is written. */
    private static Answer advance(Broom broom, Runs runs, Call call, Invocation here, Consumer<Run> halted) {
        try {
            return broom.advance(call, here, halted);
        } catch (LeaseLost lost) {
            LOG.warn("{}; it goes on there", lost.getMessage());
            return runs.find(lost.run()).map(Answer::unmoved).orElseThrow(() -> lost);
        }
    }
}
