package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.fact.Mark;
import cloud.broom.fact.Marks;
import cloud.broom.job.JobName;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Marks} keeps to. */
public abstract class MarksContract {
    private static final JobName TIDY = new JobName("tidy");
    private static final JobName OTHER = new JobName("tidy-2");

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Marks marks();

    @Test
    void handsBackWhatWasPut() {
        Mark plain = mark("a");
        Mark hostile = mark(Sample.HOSTILE);

        marks().put(TIDY, List.of(plain, hostile));

        assertThat(marks().of(TIDY)).containsExactlyInAnyOrder(plain, hostile);
    }

    @Test
    void hasNoneOfAJobThatMarkedNothing() {
        marks().put(OTHER, List.of(mark("a")));

        assertThat(marks().of(TIDY)).isEmpty();
    }

    @Test
    void laterMarkOfAResourceTakesTheEarliersPlace() {
        Mark later = mark("a").toldBy("another", Sample.NOW);
        marks().put(TIDY, List.of(mark("a"), mark("b")));

        marks().put(TIDY, List.of(later));

        assertThat(marks().of(TIDY)).containsExactlyInAnyOrder(later, mark("b"));
    }

    @Test
    void resourcesWithLongNamesAreKeptApart() {
        String long1 = "ü".repeat(3000) + "1";
        String long2 = "ü".repeat(3000) + "2";
        marks().put(TIDY, List.of(mark(long1), mark(long2)));

        marks().remove(TIDY, List.of(long1));

        assertThat(marks().of(TIDY)).containsExactly(mark(long2));
    }

    @Test
    void forgetsWhatItIsToldToAndNothingElse() {
        marks().put(TIDY, List.of(mark("a"), mark("b")));
        marks().put(OTHER, List.of(mark("a")));

        marks().remove(TIDY, List.of("a", "never"));
        marks().remove(TIDY, List.of("a"));

        assertThat(marks().of(TIDY)).containsExactly(mark("b"));
        assertThat(marks().of(OTHER)).containsExactly(mark("a"));
    }

    @Test
    void moreThanOneCallCanCarryArePutReadAndForgotten() {
        List<Mark> many = IntStream.range(0, 250)
                .mapToObj(i -> mark("%04d ".formatted(i) + "x".repeat(6000)))
                .toList();
        marks().put(TIDY, many);
        assertThat(marks().of(TIDY)).containsExactlyInAnyOrderElementsOf(many);

        marks().remove(TIDY, many.stream().skip(1).map(Mark::resource).toList());

        assertThat(marks().of(TIDY)).containsExactly(many.get(0));
    }

    private static Mark mark(String resource) {
        return new Mark(
                resource,
                "0123abcd",
                Sample.NOW.plusNanos(123_456),
                "tidy.0123456789abcdef.claim.marks",
                Sample.NOW.plus(Duration.ofDays(97)).plusNanos(7));
    }
}
