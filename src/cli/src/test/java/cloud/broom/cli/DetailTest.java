package cloud.broom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cloud.broom.approval.Approvals;
import cloud.broom.approval.Principal;
import cloud.broom.cli.screen.Screen;
import cloud.broom.job.RunId;
import cloud.broom.plan.Digest;
import cloud.broom.run.Entry;
import cloud.broom.run.Order;
import cloud.broom.task.CallCounts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class DetailTest {
    private static final CallCounts CALLS = new CallCounts(new TreeMap<>(Map.of("S3.ListObjectsV2", 1234L)));

    private final PrintWriter unheard = new PrintWriter(new StringWriter());
    private final Screen screen = new Screen(unheard, unheard, false, false);

    @Test
    void tellsWhoGaveAnOrderThatIsNotHeardYet() {
        RunId run = new RunId("logs.0123456789abcdef");
        Order open =
                new Order("1", run, "function", Order.Kind.CANCEL, "arn:ada\u001b[2J", Optional.empty(), Rehearsal.NOW);

        assertThat(detail(List.of(open), List.of()).lines(screen))
                .contains("Orders not heard yet", "2026-03-27T12:00:00Z  CANCEL  arn:ada\\u{1b}[2J")
                .anySatisfy(line -> assertThat(line).contains("RESUME by bob"));
    }

    @Test
    void saysNothingOfOrdersIfThereIsNone() {
        assertThat(detail(List.of(), List.of()).lines(screen)).noneMatch(line -> line.contains("Orders"));
    }

    @Test
    void tellsHowManyRequestsTheTaskHasMade() {
        assertThat(detail(List.of(), List.of()).lines(screen)).contains("Calls").anySatisfy(line -> assertThat(line)
                .containsPattern("S3.ListObjectsV2 +1,234"));
    }

    @Test
    void tellsWhoHasApprovedWhichPlan() {
        Digest plan = Digest.NONE.then(new byte[] {1});
        Principal ada = new Principal("arn:aws:iam::123456789012:user/ada");

        assertThat(detail(List.of(), List.of(new Approvals.Given(ada, plan, Rehearsal.NOW)))
                        .lines(screen))
                .contains("Approvals", "2026-03-27T12:00:00Z  " + ada + "  " + plan);
    }

    private static Detail detail(List<Order> orders, List<Approvals.Given> approvals) {
        Entry heard = new Entry(Rehearsal.NOW, "claimed", "request", "RESUME by bob");
        return new Detail("s3://records/", CALLS, List.of(heard), orders, approvals, List.of(), List.of(), List.of());
    }
}
