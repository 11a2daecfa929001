package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cloud.broom.fact.Content;
import cloud.broom.fact.Fact;
import cloud.broom.fact.FactKey;
import cloud.broom.fact.FactLine;
import cloud.broom.fact.Facts;
import cloud.broom.job.JobName;
import cloud.broom.run.Claims;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Facts} keeps to. */
public abstract class FactsContract {
    private static final Instant READ = Sample.NOW;
    private static final Duration TTL = Duration.ofHours(6);

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Facts facts();

    @Test
    void handsBackWhatWasKept() {
        Fact fact = fact("a", READ.plusNanos(123_456), new Content.Here("{\"b\":\"" + Sample.HOSTILE + "\"}"));
        facts().keep(fact);

        assertThat(facts().find(fact.key())).contains(fact);
    }

    @Test
    void knowsThatSomethingIsNotThere() {
        Fact absent = fact("a", READ, new Content.Absent());
        Fact apart = fact("b", READ, new Content.Apart("cache/x.json.gz"));
        facts().keep(absent);
        facts().keep(apart);

        assertThat(facts().find(absent.key())).contains(absent);
        assertThat(facts().find(apart.key())).contains(apart);
        assertThat(facts().list(READ, 10))
                .extracting(FactLine::key, FactLine::absent)
                .containsExactlyInAnyOrder(tuple(absent.key(), true), tuple(apart.key(), false));
    }

    @Test
    void findsNothingWhereNothingWasKept() {
        facts().keep(fact("a", READ, new Content.Absent()));

        assertThat(facts().find(key("b"))).isEmpty();
    }

    @Test
    void laterReadingTakesAnEarlierOnesPlace() {
        facts().keep(fact("a", READ, new Content.Here("1")));
        Fact later = fact("a", READ.plusMillis(1), new Content.Here("2"));

        facts().keep(later);

        assertThat(facts().find(later.key())).contains(later);
        assertThat(facts().list(READ, 10)).containsExactly(later.line());
    }

    @Test
    void earlierReadingThatComesLateChangesNothing() {
        Fact later = fact("a", READ.plusMillis(1), new Content.Here("2"));
        facts().keep(later);

        facts().keep(fact("a", READ, new Content.Here("1")));
        facts().keep(fact("a", READ.plusMillis(1), new Content.Here("3")));

        assertThat(facts().find(later.key())).contains(later);
    }

    @Test
    void readingOfAWrongClockGivesWay() {
        facts().keep(fact("a", READ.plus(Claims.SKEW).plusMillis(1), new Content.Here("wrong")));
        Fact right = fact("a", READ, new Content.Here("right"));

        facts().keep(right);

        assertThat(facts().find(right.key())).contains(right);
    }

    @Test
    void listsWhatHasNotExpiredFirstToExpireFirst() {
        Fact second = fact("a", READ.plusSeconds(1), new Content.Absent());
        Fact first = fact("b", READ, new Content.Here("1"));
        Fact third = fact("c", READ.plusSeconds(2), new Content.Here("1"));
        facts().keep(second);
        facts().keep(first);
        facts().keep(third);

        assertThat(facts().list(READ, 10)).containsExactly(first.line(), second.line(), third.line());
        assertThat(facts().list(READ, 2)).containsExactly(first.line(), second.line());
        assertThat(facts().list(READ.plus(TTL), 10)).containsExactly(second.line(), third.line());
    }

    @Test
    void forgetsOneAndNoOther() {
        Fact gone = fact("a", READ, new Content.Here("1"));
        Fact stays = fact("b", READ, new Content.Here("1"));
        facts().keep(gone);
        facts().keep(stays);

        facts().remove(gone.key());
        facts().remove(gone.key());

        assertThat(facts().find(gone.key())).isEmpty();
        assertThat(facts().list(READ, 10)).containsExactly(stays.line());
    }

    private static FactKey key(String input) {
        return FactKey.of("fake", 1, "Fake.Look", Map.of("input", input));
    }

    private static Fact fact(String input, Instant readAt, Content content) {
        return new Fact(
                key(input),
                "fake",
                new JobName("tidy"),
                "Fake.Look " + Sample.HOSTILE + input,
                readAt,
                readAt.plus(TTL),
                content);
    }
}
