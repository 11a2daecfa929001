package cloud.broom.run;

import cloud.broom.incident.Health;
import cloud.broom.notice.Notice;
import java.util.List;
import java.util.Optional;

/**
 * What a halt comes to for those who hear of it.
 *
 * @param health of the job as it is to be, if it changes
 */
public record News(List<Notice> notices, Optional<Health> health) {
    public static final News NONE = new News(List.of(), Optional.empty());

    public News {
        notices = List.copyOf(notices);
    }
}
