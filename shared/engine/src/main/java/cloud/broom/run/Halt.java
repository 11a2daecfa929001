package cloud.broom.run;

/** Where a run stands when no invocation holds it. */
public sealed interface Halt extends State permits Waiting, Ended {}
