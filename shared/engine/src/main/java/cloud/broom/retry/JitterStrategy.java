package cloud.broom.retry;

/** FULL draws the delay evenly between zero and the computed one; NONE takes it as computed. */
public enum JitterStrategy {
    FULL,
    NONE
}
