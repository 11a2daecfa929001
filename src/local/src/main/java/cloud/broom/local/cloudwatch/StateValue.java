package cloud.broom.local.cloudwatch;

/** The states of an alarm, as AWS writes them. */
enum StateValue {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
