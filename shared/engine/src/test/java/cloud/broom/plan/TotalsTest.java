package cloud.broom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.plan.Totals.Effect;
import cloud.broom.plan.Totals.Seen;
import org.junit.jupiter.api.Test;

final class TotalsTest {
    private static final Seen SEEN = new Seen(10, 2, 1, 5, 500);

    @Test
    void searchAddsWhatItSaw() {
        Totals totals = Totals.NONE.plusSeen(SEEN).plusSeen(new Seen(1, 1, 1, 1, 1));

        assertThat(totals).isEqualTo(new Totals(11, 3, 2, 6, 501, 0, 0, 0, 0));
        assertThat(totals.remaining()).isEqualTo(6);
    }

    @Test
    void actingSettlesWhatWasFound() {
        Totals totals = Totals.NONE.plusSeen(SEEN).plusEffect(new Effect(2, 1, 1, 200));

        assertThat(totals).isEqualTo(new Totals(10, 2, 1, 5, 500, 2, 1, 1, 200));
        assertThat(totals.remaining()).isEqualTo(1);
    }

    @Test
    void moreOutcomesThanPlannedItemsCannotBe() {
        Totals found = Totals.NONE.plusSeen(SEEN);

        assertThatThrownBy(() -> found.plusEffect(new Effect(4, 1, 1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more outcomes than planned items: 4 + 1 + 1 > 5");
    }

    @Test
    void countsAreKeptAsTheyAreWritten() {
        Totals totals = Totals.NONE.plusSeen(SEEN).plusEffect(new Effect(2, 1, 1, 200));

        assertThat(Json.read(Json.write(totals), Totals.class, "totals")).isEqualTo(totals);
        assertThat(Json.tree(totals).has("remaining"))
                .as("derived, so not kept")
                .isFalse();
    }
}
