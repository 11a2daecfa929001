/** Trouble on demand: what shall go wrong, how often, and how often it did. */
@NullMarked
package cloud.broom.local.fault;

import org.jspecify.annotations.NullMarked;
