package cloud.broom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.plan.Totals.Effect;
import cloud.broom.plan.Totals.Seen;
import cloud.broom.task.Usd;
import org.junit.jupiter.api.Test;

final class TotalsTest {
    private static final Seen SEEN = new Seen(10, 2, 1, 8, 5, 3, 500, new Usd(70));

    @Test
    void searchAddsWhatItSaw() {
        Totals totals = Totals.NONE.plusSeen(SEEN).plusSeen(new Seen(1, 1, 1, 1, 1, 1, 1, new Usd(1)));

        assertThat(totals).isEqualTo(new Totals(11, 3, 2, 9, 6, 4, 501, new Usd(71), 0, 0, 0, 0, Usd.ZERO));
        assertThat(totals.remaining()).isEqualTo(6);
    }

    @Test
    void actingSettlesWhatWasFound() {
        Totals totals = Totals.NONE.plusSeen(SEEN).plusEffect(new Effect(2, 1, 1, 200, new Usd(30)));

        assertThat(totals).isEqualTo(new Totals(10, 2, 1, 8, 5, 3, 500, new Usd(70), 2, 1, 1, 200, new Usd(30)));
        assertThat(totals.remaining()).isEqualTo(1);
    }

    @Test
    void moreOutcomesThanPlannedItemsCannotBe() {
        Totals found = Totals.NONE.plusSeen(SEEN);

        assertThatThrownBy(() -> found.plusEffect(new Effect(4, 1, 1, 0, Usd.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more outcomes than planned items: 4 + 1 + 1 > 5");
    }

    @Test
    void countsAreKeptAsTheyAreWritten() {
        Totals totals = Totals.NONE.plusSeen(SEEN).plusEffect(new Effect(2, 1, 1, 200, new Usd(30)));

        assertThat(Json.read(Json.write(totals), Totals.class, "totals")).isEqualTo(totals);
        assertThat(Json.tree(totals).has("remaining"))
                .as("derived, so not kept")
                .isFalse();
    }
}
