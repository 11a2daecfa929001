package cloud.broom.watchdog;

import cloud.broom.Outbox;
import cloud.broom.TestAlert;
import cloud.broom.aws.Aws;
import cloud.broom.aws.AwsOutlet;
import cloud.broom.aws.DynamoNotices;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.aws.DynamoTimetables;
import cloud.broom.aws.Environment;
import cloud.broom.aws.LambdaEntry;
import cloud.broom.aws.LambdaWaker;
import cloud.broom.aws.SchedulerTimers;
import cloud.broom.aws.SqsDeadLetters;
import cloud.broom.notice.Outlet;
import cloud.broom.run.Runs;
import cloud.broom.watch.DeadLetters;
import cloud.broom.watch.Realm;
import cloud.broom.watch.Watchdog;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** The function's wiring. Its payload says nothing, as what is due stands in the agenda; or it asks for a test alert. */
public final class WatchdogHandler implements RequestStreamHandler {
    private final RequestStreamHandler entry;

    /** On Lambda. */
    public WatchdogHandler() {
        this(System.getenv());
    }

    /** In a process that runs several functions, each with an environment of its own. */
    public WatchdogHandler(Map<String, String> environment) {
        Environment stack = Environment.read(environment);
        Aws aws = Aws.of(environment);
        Runs runs = new DynamoRuns(aws.dynamoDb(), stack.table());
        Outlet outlet = new AwsOutlet(aws, stack.topic(), stack.bus());
        Outbox outbox = new Outbox(new DynamoNotices(aws.dynamoDb(), stack.table()), outlet);
        Realm realm = new Realm(
                new DynamoTimetables(aws.dynamoDb(), stack.table()),
                new SchedulerTimers(aws.scheduler(), stack.stack()),
                stack.queue()
                        .<DeadLetters>map(queue -> new SqsDeadLetters(aws.sqs(), queue))
                        .orElse(DeadLetters.NONE),
                stack.stack());
        Watchdog watchdog = new Watchdog(runs, new LambdaWaker(aws.lambda()), outbox, realm);
        this.entry = LambdaEntry.answering(aws, (payload, here) -> TestAlert.read(payload)
                .<Object>map(test -> test.tell(outlet, here))
                .orElseGet(() -> watchdog.pass(here)));
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        entry.handleRequest(input, output, context);
    }
}
