package cloud.broom.plan;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GroupsTest {
    @Test
    void countsExactlyWhileThereAreCounters() {
        Groups groups = Groups.of(List.of("a/", "b/", "a/")).plus(Groups.of(List.of("b/", "c/", "b/")));

        assertThat(groups.counts())
                .containsEntry("a/", 2L)
                .containsEntry("b/", 3L)
                .containsEntry("c/", 1L);
        assertThat(groups.largest().get(0).getKey()).isEqualTo("b/");
        assertThat(groups.exact()).isTrue();
    }

    @Test
    void whatHasMuchOfAllIsFoundAmongManyThatHaveLittle() {
        Groups groups = Groups.NONE;
        for (int i = 0; i < 1000; i++) {
            groups = groups.plus("small-" + i + "/", 1).plus("large/", 1);
        }

        assertThat(groups.largest().get(0).getKey()).isEqualTo("large/");
        assertThat(groups.largest().get(0).getValue()).isGreaterThanOrEqualTo(1000);
        assertThat(groups.counts()).hasSize(Groups.COUNTERS);
        assertThat(groups.exact()).isFalse();
    }

    @Test
    void whatLiesInNothingIsNotCounted() {
        assertThat(Groups.of(List.of("", ""))).isEqualTo(Groups.NONE);
    }

    @Test
    void oneContentHasOneText() {
        List<String> names = IntStream.range(0, 40).mapToObj(i -> "g" + i % 16).toList();
        List<String> others = new ArrayList<>(names);
        Collections.reverse(others);

        assertThat(Json.write(Groups.of(names))).isEqualTo(Json.write(Groups.of(others)));
        assertThat(Json.read(Json.write(Groups.of(names)), Groups.class, "groups"))
                .isEqualTo(Groups.of(names));
    }

    @Test
    void nameIsAsLongAsARecordHasRoomFor() {
        assertThat(Groups.of(List.of("x".repeat(1024))).counts().keySet())
                .allSatisfy(name -> assertThat(name).hasSizeLessThan(110));
    }
}
