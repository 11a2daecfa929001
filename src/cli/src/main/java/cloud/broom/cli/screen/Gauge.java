package cloud.broom.cli.screen;

import cloud.broom.plan.Totals;
import cloud.broom.run.Run;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a run has come, moving while a person watches; nothing at all where nobody does. */
public final class Gauge implements AutoCloseable {
    private static final int COLUMNS = 78;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Screen screen;
    private Optional<ProgressBar> bar = Optional.empty();

    public Gauge(Screen screen) {
        this.screen = screen;
    }

    /** Shows how the run stands now. */
    public void show(Run run) {
        if (!screen.live()) {
            return;
        }
        ProgressBar shown = bar.orElseGet(this::start);
        bar = Optional.of(shown);
        Totals totals = run.progress().totals();
        boolean planning = run.wantsPart();
        shown.maxHint(planning ? -1 : totals.found());
        shown.stepTo(planning ? totals.scanned() : totals.found() - totals.remaining());
        shown.setExtraMessage(
                planning
                        ? String.format(Locale.ROOT, " %,d of them qualify", totals.found())
                        : run.state().status().name());
    }

    @Override
    public void close() {
        bar.ifPresent(shown -> {
            shown.close();
            screen.err().print(CLEAR_LINE);
            screen.err().flush();
        });
    }

    private ProgressBar start() {
        return ProgressBar.builder()
                .setTaskName("items")
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, COLUMNS))
                .hideEta()
                .build();
    }

    private void draw(String rendered) {
        screen.err().print("\r" + rendered);
        screen.err().flush();
    }
}
