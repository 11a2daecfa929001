package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.job.Slot;
import cloud.broom.run.SlotUse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The rows of a job's slots that are instants: as texts these sort by time, up to a fraction of a second. */
final class UsedSlots {
    private static final String PREFIX = "SLOT#";
    private static final int SECONDS = "2026-01-31T03:00:00".length();

    private UsedSlots() {}

    static SortedMap<Instant, SlotUse> between(
            Instant from, Instant until, Function<Keys, List<Map<String, AttributeValue>>> query) {
        SortedMap<Instant, SlotUse> uses = new TreeMap<>();
        for (Map<String, AttributeValue> row : query.apply(new Keys(bound(from), bound(until) + "~"))) {
            new Slot(Items.text(row, "sk").substring(PREFIX.length()))
                    .instant()
                    .filter(at -> !at.isBefore(from) && !at.isAfter(until))
                    .ifPresent(at -> uses.put(at, MissedRow.read(row)));
        }
        return uses;
    }

    private static String bound(Instant at) {
        return PREFIX + at.truncatedTo(ChronoUnit.SECONDS).toString().substring(0, SECONDS);
    }

    /** Which rows to ask for. */
    record Keys(String first, String last) {
        QueryRequest.Builder of(String pk, QueryRequest.Builder query) {
            return query.keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                    .expressionAttributeValues(Map.of(":pk", text(pk), ":first", text(first), ":last", text(last)))
                    .consistentRead(true);
        }
    }
}
