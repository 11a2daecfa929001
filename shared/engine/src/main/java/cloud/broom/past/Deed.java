package cloud.broom.past;

import cloud.broom.plan.Planned;
import cloud.broom.task.Outcome;
import java.util.Optional;

/**
 * A planned item, and what became of it.
 *
 * @param outcome empty if none is stored: it was not acted on, or the invocation that did died before it could say so
 */
public record Deed(Planned planned, Optional<Outcome> outcome) {}
