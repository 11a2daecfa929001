package cloud.broom.it.way.contract;

import cloud.broom.aws.DynamoNotices;
import cloud.broom.aws.DynamoRuns;
import cloud.broom.aws.DynamoTimetables;
import cloud.broom.notice.Notices;
import cloud.broom.run.Runs;
import cloud.broom.testkit.contract.TimetableContract;
import cloud.broom.watch.Timetables;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Missed slots, timetables and letters in a table, as the watchdog, which writes them, reaches it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DynamoTimetableIT extends TimetableContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.as("WatchdogFunction");

    @Override
    protected Runs runs() {
        return new DynamoRuns(stack.aws().dynamoDb(), stack.table());
    }

    @Override
    protected Timetables timetables() {
        return new DynamoTimetables(stack.aws().dynamoDb(), stack.table());
    }

    @Override
    protected Notices notices() {
        return new DynamoNotices(stack.aws().dynamoDb(), stack.table());
    }
}
