package cloud.broom.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether something has to be approved. */
public enum Need {
    @JsonProperty("required")
    REQUIRED,
    /** A job has to say so in writing. */
    @JsonProperty("waived")
    WAIVED
}
