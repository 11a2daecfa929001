/** What was looked up once and is taken again: the cache of task state. It spares calls; nothing is ever right or wrong by it. */
@NullMarked
package cloud.broom.fact;

import org.jspecify.annotations.NullMarked;
