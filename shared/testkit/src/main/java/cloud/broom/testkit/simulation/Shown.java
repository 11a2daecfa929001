package cloud.broom.testkit.simulation;

import cloud.broom.control.Exemptions;
import cloud.broom.notice.Notice;
import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import cloud.broom.task.Page;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Things as a line of a trace shows them. */
final class Shown {
    private Shown() {}

    static String of(Object thing) {
        if (thing instanceof Run run) {
            return of(run);
        }
        if (thing instanceof Notice notice) {
            return notice.id();
        }
        if (thing instanceof Optional<?> maybe) {
            return maybe.map(Shown::of).orElse("none");
        }
        if (thing instanceof Page<?> page) {
            return page.resources().size() + " resources, then " + page.next();
        }
        if (thing instanceof Exemptions exemptions) {
            return of(exemptions.all());
        }
        if (thing instanceof byte[] bytes) {
            return bytes.length + " bytes";
        }
        if (thing instanceof Collection<?> several) {
            return several.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(thing);
    }

    private static String of(Run run) {
        Totals totals = run.progress().totals();
        return "%s v%d f%d %s%s%s plan %d, parts %d/%d+%d, found %d = %d done, %d skipped, %d failed, %d left"
                .formatted(
                        run.id(),
                        run.stamp().version(),
                        run.stamp().fence(),
                        run.state().status(),
                        run.state().wakeAt().map(at -> " until " + at).orElse(""),
                        run.state().reason().isEmpty() ? "" : " (" + run.state().reason() + ")",
                        run.progress().parts(),
                        run.progress().applied(),
                        run.progress().parts(),
                        run.progress().outcomes(),
                        totals.found(),
                        totals.done(),
                        totals.skipped(),
                        totals.failed(),
                        totals.remaining());
    }
}
