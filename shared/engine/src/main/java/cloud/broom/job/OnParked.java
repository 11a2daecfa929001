package cloud.broom.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a slot while a run that waits for a person has the job's place. */
public enum OnParked {
    /** It is recorded as SKIPPED. */
    @JsonProperty("skip")
    SKIP,
    /** The parked run is cancelled, and this one takes its place. */
    @JsonProperty("supersede")
    SUPERSEDE
}
