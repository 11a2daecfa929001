package cloud.broom.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a run may act. A dry run is what happens when nobody says otherwise. */
public enum Mode {
    @JsonProperty("dry-run")
    DRY_RUN("dry-run"),
    @JsonProperty("apply")
    APPLY("apply");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
