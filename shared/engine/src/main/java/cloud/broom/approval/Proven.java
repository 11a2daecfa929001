package cloud.broom.approval;

import java.time.Instant;

/**
 * Who gave an order, proven.
 *
 * @param at when they signed it
 * @param signature tells this proof from every other, so that it counts once
 */
public record Proven(Principal by, Instant at, String signature) {}
