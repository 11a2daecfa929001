package cloud.broom.cli.screen;

import cloud.broom.run.Status;
import java.io.PrintWriter;

/**
 * Where a command speaks.
 *
 * @param out what it was asked for; the only thing a script reads
 * @param err everything else: progress, troubles
 * @param live whether a person watches: progress is shown only then
 * @param coloured whether colour may be used on {@code out}
 */
public record Screen(PrintWriter out, PrintWriter err, boolean live, boolean coloured) {
    /** A line to {@code out}; what comes from others must have gone through {@link Plain}. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    public void line() {
        line("");
    }

    public void lines(Iterable<String> texts) {
        texts.forEach(this::line);
    }

    /** A line to {@code err}. */
    public void aside(String text) {
        err.println(text);
        err.flush();
    }

    /** The next command worth trying: how every answer to a person ends. */
    public void next(String command) {
        line();
        line(paint(Paint.DIM, "Next: ") + command);
    }

    public String paint(Paint paint, String text) {
        return coloured ? paint.on(text) : text;
    }

    public String paint(Status status) {
        Paint paint =
                switch (status) {
                    case COMPLETED -> Paint.GREEN;
                    case FAILED, PARTIAL -> Paint.RED;
                    case BLOCKED, AWAITING_APPROVAL, CANCELLED, SKIPPED, MISSED -> Paint.YELLOW;
                    case RUNNING, SUSPENDED, AWAITING_RETRY, QUEUED -> Paint.CYAN;
                };
        return paint(paint, status.name());
    }
}
