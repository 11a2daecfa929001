package cloud.broom.testkit.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a build prints of its simulated worlds. */
final class Summary {
    /** How many worlds a build plays unless told otherwise. */
    static final long SEEDS = 2000;

    private Summary() {}

    static void print(long seeds, Duration virtual, Duration real, Tally tally) {
        List<String> lines = new ArrayList<>();
        lines.add("Simulation: %,d seeds, %,d hours of virtual time in %d s, %,d calls of ports"
                .formatted(seeds, virtual.toHours(), real.toSeconds(), tally.calls()));
        lines.add("faults");
        for (Strike strike : Strike.values()) {
            lines.add("  %-18s %,9d  in calls of %s".formatted(strike, tally.of(strike), calls(tally, strike)));
        }
        lines.add("laws checked");
        for (Law law : Law.values()) {
            lines.add("  %-18s %,9d  %s".formatted(law.name(), tally.of(law), law));
        }
        System.out.println(String.join("\n", lines));
    }

    static void print(Guard guard, Simulation.Played caught) {
        System.out.printf(
                "Simulation: without %-22s seed %4d: %s%n",
                guard, caught.seed(), caught.broken().orElseThrow().getMessage());
    }

    /** What no world asks for, or not before its faults have ceased, as an event expires after a day. */
    private static final Set<PortCall> UNASKED =
            EnumSet.of(PortCall.EXPIRE, PortCall.TROUBLED, PortCall.SLOT, PortCall.LETTER);

    /** A fault that can befall a call and never did was not tried. */
    static List<String> untried(Tally tally) {
        return Arrays.stream(PortCall.values())
                .filter(call -> !UNASKED.contains(call))
                .flatMap(call -> Arrays.stream(Strike.values())
                        .filter(strike -> strike.strikes(call) && tally.of(call, strike) == 0)
                        .map(strike -> strike + " of " + call))
                .toList();
    }

    private static String calls(Tally tally, Strike strike) {
        return Arrays.stream(PortCall.values())
                .filter(strike::strikes)
                .map(call -> call + " " + tally.of(call, strike))
                .collect(Collectors.joining(", "));
    }
}
