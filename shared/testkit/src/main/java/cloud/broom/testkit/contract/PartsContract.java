package cloud.broom.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.plan.Parts;
import cloud.broom.plan.UnreadablePart;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link Parts} keeps to. */
public abstract class PartsContract {
    private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "second".getBytes(StandardCharsets.UTF_8);

    /** The same store throughout one test, empty as the test begins. */
    protected abstract Parts parts();

    @Test
    void handsBackWhatWasStored() {
        assertThat(parts().putOnce("runs/tidy/plan/00001.ndjson.gz", FIRST)).isEqualTo(FIRST);

        assertThat(parts().get("runs/tidy/plan/00001.ndjson.gz")).isEqualTo(FIRST);
    }

    @Test
    void firstOneWinsAndLaterOnesAreToldSo() {
        parts().putOnce("part", FIRST);

        assertThat(parts().putOnce("part", SECOND)).isEqualTo(FIRST);

        assertThat(parts().get("part")).isEqualTo(FIRST);
    }

    @Test
    void storingTheSameTwiceIsFine() {
        parts().putOnce("part", FIRST);

        assertThat(parts().putOnce("part", FIRST)).isEqualTo(FIRST);
    }

    @Test
    void namesAreKeptApart() {
        parts().putOnce("runs/tidy/outcome/00001-1.ndjson.gz", FIRST);
        parts().putOnce("runs/tidy/outcome/00001-11.ndjson.gz", SECOND);

        assertThat(parts().get("runs/tidy/outcome/00001-1.ndjson.gz")).isEqualTo(FIRST);
        assertThat(parts().get("runs/tidy/outcome/00001-11.ndjson.gz")).isEqualTo(SECOND);
    }

    @Test
    void missingPartIsUnreadableAndNamed() {
        parts().putOnce("runs/tidy/plan/00001.ndjson.gz", FIRST);

        assertThatThrownBy(() -> parts().get("runs/tidy/plan/00002.ndjson.gz"))
                .isInstanceOf(UnreadablePart.class)
                .hasMessageContaining("runs/tidy/plan/00002.ndjson.gz");
        assertThatThrownBy(() -> parts().get("runs/tidy/plan")).isInstanceOf(UnreadablePart.class);
    }

    @Test
    void largePartIsKeptByteForByte() {
        byte[] large = new byte[2 * 1024 * 1024];
        new Random(1).nextBytes(large);

        assertThat(parts().putOnce("large", large)).isEqualTo(large);

        assertThat(parts().get("large")).isEqualTo(large);
    }

    @Test
    void emptyPartIsAPart() {
        assertThat(parts().putOnce("empty", new byte[0])).isEmpty();

        assertThat(parts().get("empty")).isEmpty();
        assertThat(parts().putOnce("empty", FIRST)).isEmpty();
    }

    @Test
    void whatIsStoredDoesNotFollowItsArray() {
        byte[] mine = FIRST.clone();
        parts().putOnce("part", mine);
        mine[0] = 'x';

        assertThat(parts().get("part")).isEqualTo(FIRST);
    }

    @Test
    void findsAPartIfThereIsOne() {
        assertThat(parts().find("part")).isEmpty();
        parts().putOnce("part/1", SECOND);
        assertThat(parts().find("part")).as("a name that another begins with").isEmpty();

        parts().putOnce("part", FIRST);

        assertThat(parts().find("part"))
                .hasValueSatisfying(stored -> assertThat(stored).isEqualTo(FIRST));
    }
}
