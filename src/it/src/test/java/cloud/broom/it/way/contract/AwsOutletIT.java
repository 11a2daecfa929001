package cloud.broom.it.way.contract;

import cloud.broom.aws.Aws;
import cloud.broom.aws.AwsOutlet;
import cloud.broom.it.Await;
import cloud.broom.notice.Outlet;
import cloud.broom.testkit.contract.OutletContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alerts and events as they reach a queue, sent under the role of the watchdog. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsOutletIT extends OutletContract {
    @RegisterExtension
    final FreshStack stack = FreshStack.asOperator();

    private Optional<Letters> letters = Optional.empty();
    private Optional<Aws> watchdog = Optional.empty();

    @BeforeEach
    void subscribe() {
        letters = Optional.of(Letters.of(stack, "letters", "{}"));
        watchdog = Optional.of(stack.clientsOf("WatchdogFunction"));
    }

    @AfterEach
    void end() {
        watchdog.orElseThrow().close();
    }

    @Override
    protected Outlet outlet() {
        Letters to = letters.orElseThrow();
        AwsOutlet outlet = new AwsOutlet(watchdog.orElseThrow(), stack.topic(), stack.bus());
        return notice -> {
            outlet.deliver(notice);
            to.expectOneMore();
        };
    }

    @Override
    protected List<String> arrived() {
        try {
            Letters to = letters.orElseThrow();
            return Await.atMost(Duration.ofSeconds(30), "all that was sent", () -> Optional.of(to.arrived())
                    .filter(all -> all.size() >= to.expected()));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", ended);
        }
    }
}
