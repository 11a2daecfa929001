package cloud.broom.run;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import cloud.broom.plan.Amounts;
import cloud.broom.task.Usd;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class ReservationTest {
    private static final Reservation TEN =
            Reservation.none(LocalDate.parse("2026-01-31")).plus(amounts(10));

    @Test
    void isKeptAsItIsWritten() {
        Reservation doubted = TEN.doubting(amounts(3));

        assertThat(Json.read(Json.write(doubted), Reservation.class, "reservation"))
                .isEqualTo(doubted);
    }

    @Test
    void whatIsSpentIsHeldNoMore() {
        assertThat(TEN.spent(amounts(4)).unspent()).isEqualTo(amounts(6));
    }

    @Test
    void whatIsInDoubtIsNotGivenBackUntilItIsSettled() {
        Reservation doubted = TEN.doubting(amounts(3));

        assertThat(doubted.unspent()).isEqualTo(amounts(7));
        assertThat(doubted.settled().unspent()).isEqualTo(amounts(10));
        assertThat(TEN.doubtingAll().unspent()).isEqualTo(Amounts.NONE);
    }

    @Test
    void doubtOfTheSameBatchCountsOnceAndNeverExceedsWhatIsHeld() {
        assertThat(TEN.doubting(amounts(3)).doubting(amounts(3)).doubt()).isEqualTo(amounts(3));
        assertThat(TEN.doubting(amounts(30)).doubt()).isEqualTo(amounts(10));
        assertThat(TEN.doubtingAll().spent(amounts(9)).doubt()).isEqualTo(amounts(1));
    }

    private static Amounts amounts(long items) {
        return new Amounts(items, items * 100, new Usd(items));
    }
}
