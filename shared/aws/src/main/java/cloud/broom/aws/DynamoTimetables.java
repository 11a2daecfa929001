package cloud.broom.aws;

import cloud.broom.job.JobName;
import cloud.broom.run.SlotUse;
import cloud.broom.run.Timetable;
import cloud.broom.watch.Timetables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Timetables and slots in the state table. {@link DynamoRuns} writes them. */
public final class DynamoTimetables implements Timetables {
    /** One a job that has a schedule; a stack's functions are made for some dozens. */
    private static final int MOST = 1000;

    private final Table table;

    public DynamoTimetables(DynamoDbClient dynamo, String table) {
        this.table = new Table(dynamo, table);
    }

    @Override
    public Optional<Timetable> find(JobName job) {
        return table.find("JOB#" + job, TimetableRow.SK).map(TimetableRow::read);
    }

    @Override
    public List<Timetable> all() {
        return table.view("query of " + TimetableRow.VIEW, TimetableRow.VIEW, MOST).stream()
                .map(row -> new JobName(Items.text(row, "job")))
                .flatMap(job -> find(job).stream())
                .toList();
    }

    @Override
    public SortedMap<Instant, SlotUse> slots(JobName job, Instant from, Instant until) {
        return UsedSlots.between(
                from, until, keys -> table.query("slots of job " + job, q -> keys.of("JOB#" + job, q)));
    }
}
