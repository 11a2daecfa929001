package cloud.broom.control;

import cloud.broom.json.Refused;
import java.time.Instant;

/** The kill switch is on: by whom, why and since when. */
public record Stop(String by, String why, Instant at) {
    private static final int CHARS = 500;

    public Stop {
        Refused.when(by.isBlank(), "by", "is empty: who stops every run");
        Refused.when(why.isBlank(), "why", "is empty: say why every run is stopped");
        Refused.when(why.length() > CHARS, "why", "is longer than " + CHARS + " characters");
    }

    /** As a run's reason says it: {@code stopped by Ann: region is failing over}. */
    @Override
    public String toString() {
        return "stopped by " + by + ": " + why;
    }
}
