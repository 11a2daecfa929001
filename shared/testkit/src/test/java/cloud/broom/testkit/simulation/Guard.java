package cloud.broom.testkit.simulation;

import java.util.Arrays;
import java.util.stream.Stream;

/** What keeps the laws; each can be taken away, from outside, to see that a law is then broken. */
interface Guard {
    /** The world's rigging that lacks this guard. */
    Rigging without(Fakes fakes);

    static Stream<Guard> all() {
        return Stream.of(
                        RecordGuard.values(),
                        SightGuard.values(),
                        ConsentGuard.values(),
                        OutboxGuard.values(),
                        NewsGuard.values(),
                        SlotGuard.values())
                .flatMap(Arrays::stream);
    }
}
