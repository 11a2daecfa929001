package cloud.broom.testkit.simulation;

/** What must hold in every world, by the numbers of the laws. */
public enum Law {
    PLANNED_ONLY("1", "what is acted on stands in the stored plan and qualifies"),
    PLANNED_AS_SEEN("1", "what is planned qualified when it was last looked at"),
    TAGS_READ("1", "what is planned or acted on has tags that were read, and that do not keep it"),
    SET_WHOLE("1", "a set that is judged by is fresh, and as large as it can be told to be"),
    EXEMPT_SPARED("1", "what was exempt at the brake before is not acted on"),
    BRAKED(
            "1",
            "who sends a batch has asked since the one before whether all must stop, and was told that they need not"),
    GRACE_OVER("1", "what goes has had its grace, counted from when people were told of it"),
    APPROVED("8", "beyond its job's limits goes only a plan that as many as asked have approved"),
    OWN_SPARED("10", "what belongs to the stack is not acted on"),
    LOOKS_ONLY("4", "a task that writes while it looks is refused, and what it saw is not used"),
    LIMIT_HELD("8", "nothing is acted on beyond a limit of the run, or of the day"),
    STARTS_BOUNDED("8", "no more runs of a job begin in an hour than it lets"),
    CHANGED_SURVIVES("2", "what changed since it was planned is left alone"),
    ONE_ACTOR("3", "whoever acts for a run is the one that holds it"),
    ONE_RUN_A_JOB("3", "whoever acts for a job has its place"),
    NOT_PAST_DEADLINE("3", "nothing is written or acted on past the invocation's deadline"),
    LEASE_RESPECTED("3", "a run is not taken from an invocation that may still act"),
    ONE_WRITER("3", "every write of a run follows the one before, under no older fence"),
    LEASE_KNOWN("3", "whoever lets go of a run is told that it lost it only if another has it"),
    FRESH_FACTS("1", "what a search takes as known was read as it says, and as lately as its job wants"),
    DRY_RUN_LOOKS("4", "a dry run acts on nothing"),
    ACCOUNTS("5", "a checkpoint's counts are those of the parts stored by then"),
    PARTS_IMMUTABLE("5", "a stored part never changes"),
    NOT_SENT_AGAIN("5", "an item whose outcome is known is not acted on again"),
    WHOLE_PLAN("5", "a whole plan has everything that qualified throughout"),
    SLOT_ONCE("6", "a slot has one run, made once"),
    SLOT_ACCOUNTED("6", "each slot of a schedule has come to a run or is recorded as MISSED"),
    RUN_OR_MISSED("6", "a slot that is MISSED has no run, and is told of as it was written"),
    TIME_GOES_ON("6", "what is accounted for stays so"),
    DISABLED_REMAINS("6", "what was disabled by hand is not started on one's own"),
    CANCEL_FOLLOWED("6", "a cancel or a rejection is done with only when its run has ended, or refuses it"),
    ANSWERED("6", "an invocation that answers for a run has it recorded"),
    ENDS("6", "every run has ended, in bounded time after the last fault"),
    NOTHING_LEFT("6", "no place, order, notice or due row is left over"),
    KNOWN_ERRORS("6", "an invocation ends with an answer or an error that its callers know"),
    ONE_INCIDENT("7", "each kind of trouble of a job opens one incident, and is told of when it does, and not again"),
    RECOVERED("7", "the next success ends the troubles of its mode, those and no others, and says so"),
    ALERTED("7", "what people are to hear of is told at least once, under one key"),
    DELIVERED("7", "what was written is told in bounded time after the last outage; an event at least for a day"),
    NO_FALSE_ALERT("7", "what is told did happen"),
    EFFECT("5", "what a completed run counts as done is gone, and no more than that");

    final String number;
    final String says;

    Law(String number, String says) {
        this.number = number;
        this.says = says;
    }

    @Override
    public String toString() {
        return "law " + number + ", " + says;
    }
}
