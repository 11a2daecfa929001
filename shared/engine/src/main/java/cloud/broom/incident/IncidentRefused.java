package cloud.broom.incident;

/** What is said of an incident that there is none of, or that has ended. Nothing was changed. */
public final class IncidentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private IncidentRefused(String message) {
        super(message);
    }

    public static IncidentRefused unknown(String id) {
        return new IncidentRefused(
                "there is no incident " + id + ": of a job the last that ended are kept, and all that are open");
    }

    static IncidentRefused over(Incident incident) {
        return new IncidentRefused("incident " + incident.id() + " is over"
                + incident.resolved()
                        .map(by -> " since " + by.at() + ": " + by.text() + " (" + by.by() + ")")
                        .orElse(""));
    }
}
