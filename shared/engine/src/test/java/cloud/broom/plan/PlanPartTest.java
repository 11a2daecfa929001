package cloud.broom.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cloud.broom.json.Json;
import cloud.broom.plan.OutcomePart.Result;
import cloud.broom.retry.ErrorName;
import cloud.broom.task.Cursor;
import cloud.broom.task.Evidence;
import cloud.broom.task.Outcome;
import cloud.broom.task.Reversibility;
import cloud.broom.task.Usd;
import cloud.broom.task.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanPartTest {
    private static final String NAME = "runs/tidy/plan/00001.ndjson.gz";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "größe/日本語/🧹",
                "quote\"back\\slash'",
                "line\nfeed\r\nreturn\rtab\t",
                "para\u2028graph\u2029next\u0085line",
                "nul\u0000bell\u0007\u001b[31m",
                "rtl\u202egnp.exe\u200b",
                "{\"id\":\"x\"}",
                "</script>&amp;",
                " ",
                ""
            })
    void partIsReadBackAsItWasStoredWhateverItsIdsAre(String hostile) {
        PlanPart part = part(3, new Cursor.After(hostile), hostile, planned(hostile), planned("next"));

        assertThat(PlanPart.decode(part.encode(), NAME)).isEqualTo(part);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"größe/日本語/🧹", "line\nfeed\r\nreturn\r", "para\u2028graph\u2029next\u0085line", "quote\"\\"})
    void outcomesAreReadBackAsTheyWereStored(String hostile) {
        OutcomePart part = OutcomePart.of(
                1,
                2,
                List.of(
                        Result.of(planned(hostile), Outcome.done()),
                        Result.of(planned("b"), Outcome.failed(ErrorName.of("S3.SlowDown", "S3.S3Exception"), hostile)),
                        Result.of(planned("c"), Outcome.changed(hostile)),
                        Result.of(planned("d"), Outcome.gone())));

        assertThat(OutcomePart.decode(part.encode(), NAME)).isEqualTo(part);
        assertThat(part.effect())
                .as("what was gone freed nothing")
                .isEqualTo(new Totals.Effect(2, 1, 1, 100, new Usd(5)));
    }

    @Test
    void samePartAlwaysGivesTheSameBytes() {
        PlanPart once = part(1, new Cursor.End(), "note", planned("a"), planned("b"));
        PlanPart again = part(1, new Cursor.End(), "note", planned("a"), planned("b"));

        assertThat(once.encode()).isEqualTo(again.encode());
        assertThat(PlanPart.decode(once.encode(), NAME).encode()).isEqualTo(once.encode());
    }

    @Test
    void storedPartIsOneLineOfJsonAnItemAfterItsHead() throws IOException {
        List<String> lines = lines(part(1, new Cursor.End(), "note\u2028", planned("a\nb"), planned("c"))
                .encode());

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"part\":1").contains("\"is\":\"end\"");
        assertThat(lines.get(1)).contains("\"id\":\"a\\nb\"");
    }

    @Test
    void pagesAreGatheredWithoutSayingANoteTwice() {
        PlanPart part = PlanPart.empty(1, new Cursor.Start())
                .plus(
                        new Cursor.After("a"),
                        new Totals.Seen(2, 1, 0, 6, 1, 1, 100, new Usd(5)),
                        List.of("versioned"),
                        List.of(planned("a")))
                .plus(
                        new Cursor.End(),
                        new Totals.Seen(3, 0, 0, 7, 1, 0, 100, new Usd(5)),
                        List.of("versioned", "x"),
                        List.of(planned("b")));

        assertThat(part.seen()).isEqualTo(new Totals.Seen(5, 1, 0, 13, 2, 1, 200, new Usd(10)));
        assertThat(part.notes()).containsExactly("versioned", "x");
        assertThat(part.items()).extracting(Planned::id).containsExactly("a", "b");
        assertThat(part.next()).isEqualTo(new Cursor.End());
    }

    @Test
    void countThatDoesNotMatchTheItemsCannotBe() {
        assertThatThrownBy(() -> new PlanPart(
                        1,
                        new Cursor.End(),
                        new Totals.Seen(1, 0, 0, 0, 2, 0, 0, Usd.ZERO),
                        List.of(),
                        List.of(planned("a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotGzipIsUnreadable() {
        unreadable("plain text".getBytes(StandardCharsets.UTF_8), "is not gzip");
        unreadable(new byte[0], "is not gzip");
    }

    @Test
    void partThatWasCutShortIsUnreadable() {
        byte[] stored = part(1, new Cursor.End(), "note", planned("a")).encode();

        for (int length = 0; length < stored.length; length++) {
            unreadable(Arrays.copyOf(stored, length), "is not gzip");
        }
    }

    @Test
    void partWithAFlippedBitIsUnreadable() {
        byte[] stored = part(1, new Cursor.End(), "note", planned("a")).encode();
        byte[] flipped = stored.clone();
        flipped[stored.length / 2] ^= 0x10;

        unreadable(flipped, "");
    }

    @Test
    void partThatLacksALineIsUnreadable() throws IOException {
        List<String> lines = lines(
                part(1, new Cursor.End(), "note", planned("a"), planned("b")).encode());

        unreadable(zipped(lines.subList(0, 2)), "counts 2 items but has 1");
    }

    @Test
    void partWithoutAHeadIsUnreadable() throws IOException {
        unreadable(zipped(List.of()), "has no head");
        unreadable(zipped(List.of("{}")), "has line 1");
        unreadable(zipped(List.of("null")), "has line 1");
    }

    @Test
    void partWhoseLinesAreNotItemsIsUnreadable() throws IOException {
        String head =
                lines(part(1, new Cursor.End(), "", planned("a")).encode()).get(0);

        for (String line : List.of("", "x", "[]", "null", "{}", "{\"id\":\"a\"}", "{\"id\":\"a\",\"other\":1}")) {
            unreadable(zipped(List.of(head, line)), "has line 2");
        }
    }

    private static void unreadable(byte[] stored, String problem) {
        assertThatThrownBy(() -> PlanPart.decode(stored, NAME))
                .isInstanceOf(UnreadablePart.class)
                .hasMessageStartingWith("part " + NAME)
                .hasMessageContaining(problem);
    }

    private static PlanPart part(int number, Cursor next, String note, Planned... items) {
        return new PlanPart(
                number,
                next,
                new Totals.Seen(9, 1, 2, 3, items.length, 1, 200, new Usd(7)),
                List.of(note),
                List.of(items));
    }

    private static Planned planned(String id) {
        return new Planned(
                id,
                100,
                new Usd(5),
                Reversibility.IRREVERSIBLE,
                List.of(new Evidence("prefix", Verdict.YES, id)),
                Json.tree(Map.of("id", id, "owner", Optional.of("x"))));
    }

    private static List<String> lines(byte[] stored) throws IOException {
        try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(stored))) {
            String text = new String(unzipped.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("\n"));
        }
    }

    private static byte[] zipped(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(bytes)) {
            for (String line : lines) {
                zipped.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
