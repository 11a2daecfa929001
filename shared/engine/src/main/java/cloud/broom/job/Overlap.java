package cloud.broom.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a slot while another run has the job's place. */
public enum Overlap {
    /** It is recorded as SKIPPED. */
    @JsonProperty("skip")
    SKIP,
    /** It waits for the place, first in, first out, up to a bound. */
    @JsonProperty("queue")
    QUEUE,
    /** The run that has the place is cancelled, those that wait for it too, and this one is next. */
    @JsonProperty("replace")
    REPLACE
}
