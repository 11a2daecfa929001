package cloud.broom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Refused;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DigestTest {
    private static final byte[] ONE = "one".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "two".getBytes(StandardCharsets.UTF_8);

    @Test
    void ofOnePartIsItsSha256() {
        assertThat(Digest.NONE.then(ONE).hex())
                .isEqualTo("7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed");
    }

    @Test
    void ofTwoPartsIsTheSha256OfTheFirstDigestAndTheSecondPart() {
        assertThat(Digest.NONE.then(ONE).then(TWO).hex())
                .isEqualTo("d54e40225a5b1799ccb52a2472e9f3fc6a8b1e690b47cb76f21330d19251c7b7");
    }

    @Test
    void dependsOnTheOrderAndOnTheCutOfTheParts() {
        Digest ordered = Digest.NONE.then(ONE).then(TWO);

        assertThat(ordered).isNotEqualTo(Digest.NONE.then(TWO).then(ONE));
        assertThat(ordered).isNotEqualTo(Digest.NONE.then("onetwo".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNoDigestIsRefused() {
        assertThatThrownBy(() -> new Digest("abc")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> new Digest("G".repeat(64))).isInstanceOf(Refused.class);
    }
}
