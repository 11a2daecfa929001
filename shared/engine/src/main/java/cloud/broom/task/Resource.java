package cloud.broom.task;

/** Something a task looked at. Implemented by a record: its fields are what a plan part stores and hands back to act on. */
public interface Resource {
    /** What names it within its job: an object's key, a volume's id. */
    String id();

    /** The bytes that acting on it frees; 0 if none are, as where a delete only adds a marker. */
    long bytes();

    /** What acting on it saves each month, by list price; an estimate. */
    default Usd monthly() {
        return Usd.ZERO;
    }

    /** What it lies in together with others, as an object in a folder, so that people can be told where most is; empty if in nothing. */
    default String group() {
        return "";
    }

    Reversibility reversibility();
}
