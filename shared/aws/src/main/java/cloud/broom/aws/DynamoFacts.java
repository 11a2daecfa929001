package cloud.broom.aws;

import static cloud.broom.aws.Items.text;

import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import cloud.broom.json.Refused;
import cloud.broom.run.Claims;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Facts in the one DynamoDB table of the stack, a row each. Time-to-live tidies them; whether one is taken it never decides. */
public final class DynamoFacts implements Facts {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoFacts.class);

    private final Table table;

    public DynamoFacts(DynamoDbClient dynamo, String table) {
        this.table = new Table(dynamo, table);
    }

    @Override
    public Optional<Fact> find(FactKey key) {
        Map<String, AttributeValue> row = table.answered("read of fact " + key, () -> table.dynamo()
                .getItem(
                        get -> get.tableName(table.name()).key(FactRow.key(key)).consistentRead(true))
                .item());
        return row.isEmpty() ? Optional.empty() : readable(key, row);
    }

    @Override
    public void keep(Fact fact) {
        boolean kept = table.answered("write of fact " + fact.key(), () -> put(fact));
        LOG.debug("fact {} {}", fact.key(), kept ? "kept" : "left as it is: it was read later");
    }

    @Override
    public List<FactLine> list(Instant now, int atMost) {
        return table
                .answered("query of the cache", () -> table.dynamo()
                        .query(query -> query.tableName(table.name())
                                .indexName("view")
                                .keyConditionExpression("#view = :cache AND viewAt > :now")
                                .expressionAttributeNames(Map.of("#view", "view"))
                                .expressionAttributeValues(
                                        Map.of(":cache", text(FactRow.VIEW), ":now", Items.millis(now)))
                                .limit(atMost))
                        .items())
                .stream()
                .map(FactRow::line)
                .toList();
    }

    @Override
    public void remove(FactKey key) {
        table.answered("removal of fact " + key, () -> table.dynamo()
                .deleteItem(delete -> delete.tableName(table.name()).key(FactRow.key(key))));
    }

    private boolean put(Fact fact) {
        try {
            table.dynamo().putItem(put -> put.tableName(table.name())
                    .item(FactRow.of(fact))
                    .conditionExpression("attribute_not_exists(pk) OR readAt < :mine OR readAt > :wrong")
                    .expressionAttributeValues(Map.of(
                            ":mine", Items.millis(fact.readAt()),
                            ":wrong", Items.millis(fact.readAt().plus(Claims.SKEW)))));
            return true;
        } catch (ConditionalCheckFailedException later) {
            return false;
        }
    }

    private static Optional<Fact> readable(FactKey key, Map<String, AttributeValue> row) {
        try {
            return Optional.of(FactRow.read(row));
        } catch (IllegalStateException | Refused unreadable) {
            LOG.warn("fact {} cannot be read ({}): it is as if it were not there", key, unreadable.getMessage());
            return Optional.empty();
        }
    }
}
