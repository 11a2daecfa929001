package cloud.broom.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class TerritoryTest {
    private static final String HERE = "arn:aws:lambda:eu-central-1:111122223333:function:broom-F-1:live";

    @Test
    void isAnywhereIfNothingIsNamed() {
        assertThat(Territory.ANYWHERE.refusal(HERE)).isEmpty();
        assertThat(Territory.ANYWHERE.refusal("a-name")).isEmpty();
    }

    @Test
    void allowsWhatIsNamed() {
        assertThat(in("111122223333", "eu-central-1").refusal(HERE)).isEmpty();
        assertThat(new Territory(Set.of("111122223333"), Set.of()).refusal(HERE))
                .isEmpty();
        assertThat(new Territory(Set.of(), Set.of("eu-central-1")).refusal(HERE))
                .isEmpty();
    }

    @Test
    void refusesAnotherAccount() {
        assertThat(in("444455556666", "eu-central-1").refusal(HERE))
                .hasValueSatisfying(why -> assertThat(why).contains("111122223333", "444455556666", "AllowedAccounts"));
    }

    @Test
    void refusesAnotherRegion() {
        assertThat(in("111122223333", "us-east-1").refusal(HERE))
                .hasValueSatisfying(why -> assertThat(why).contains("eu-central-1", "us-east-1", "AllowedRegions"));
    }

    @Test
    void refusesWhereItCannotBeTold() {
        assertThat(in("111122223333", "eu-central-1").refusal("broom-F-1")).isPresent();
    }

    private static Territory in(String account, String region) {
        return new Territory(Set.of(account), Set.of(region));
    }
}
