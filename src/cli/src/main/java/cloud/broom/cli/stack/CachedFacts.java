package cloud.broom.cli.stack;

import cloud.broom.aws.Aws;
import cloud.broom.aws.DynamoFacts;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import java.time.Instant;
import java.util.List;

/** What the stack's tasks have looked up and kept. */
public final class CachedFacts {
    /** So many are listed at once: one Query, well under its 1 MB. */
    public static final int MOST = 500;

    private final Stack stack;
    private final Facts facts;

    CachedFacts(Aws aws, Stack stack) {
        this.stack = stack;
        this.facts = new DynamoFacts(aws.dynamoDb(), stack.table());
    }

    /** Those that have not expired, the first to expire first. */
    public List<FactLine> list(Instant now) {
        return Troubles.telling("read table " + stack.table(), () -> facts.list(now, MOST));
    }

    /** Forgets one, if it is there. */
    public void forget(FactKey key) {
        Troubles.telling("remove fact " + key + " from table " + stack.table(), () -> {
            facts.remove(key);
            return key;
        });
    }
}
