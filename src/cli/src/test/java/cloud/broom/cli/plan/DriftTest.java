package cloud.broom.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import cloud.broom.plan.Planned;
import cloud.broom.task.Evidence;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Usd;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DriftTest {
    @Test
    void planComesToItsItemsByReasonReversibilityAndPlace() {
        Outline plan = Outline.of(items("app/new/1", "app/new/2", "app/old/1", "top"), 2);

        assertThat(plan.all()).isEqualTo(new Share(4, 40, new Usd(12)));
        assertThat(plan.byReason()).containsOnlyKeys("olderThan and suffix");
        assertThat(plan.byReversibility()).containsOnlyKeys(Reversibility.IRREVERSIBLE);
        assertThat(plan.byPlace().keySet()).containsExactly("app/new/", "", "app/old/");
        assertThat(plan.most()).contains("app/new/");
        assertThat(plan.samples()).extracting(Planned::id).containsExactly("app/new/1", "app/new/2");
    }

    @Test
    void whatLiesInOnePlaceIsNotSplitByPlaces() {
        assertThat(Outline.of(items("app/x/1", "app/x/2"), 0).most()).isEmpty();
    }

    @Test
    void driftIsWhatOnlyOneOfThemHas() {
        Drift drift = Drift.between(items("a", "b", "c"), items("b", "d"), 9);

        assertThat(drift.both()).isEqualTo(1);
        assertThat(drift.added().samples()).extracting(Planned::id).containsExactly("d");
        assertThat(drift.gone().samples()).extracting(Planned::id).containsExactly("a", "c");
        assertThat(drift.gone().all().items()).isEqualTo(2);
    }

    private static List<Planned> items(String... ids) {
        return Stream.of(ids)
                .map(id -> new Planned(
                        id,
                        10,
                        new Usd(3),
                        Reversibility.IRREVERSIBLE,
                        List.of(Evidence.of("olderThan", true, "x"), Evidence.of("suffix", true, "y")),
                        Json.object()))
                .toList();
    }
}
