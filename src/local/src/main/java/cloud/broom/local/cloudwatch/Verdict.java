package cloud.broom.local.cloudwatch;

/** The state an alarm is to be in, and why. */
record Verdict(StateValue state, String reason) {}
