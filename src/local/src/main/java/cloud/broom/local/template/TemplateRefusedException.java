package cloud.broom.local.template;

/**
 * A template that the local cloud would not deploy as AWS does, or that AWS would refuse. There is no rollback: what was
 * made before the refused part stays until the cloud is closed.
 */
public final class TemplateRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;

    TemplateRefusedException(String place, String problem) {
        super(place + ": " + problem);
        this.place = place;
    }

    /** Where in the template, as a path of keys. */
    public String place() {
        return place;
    }
}
