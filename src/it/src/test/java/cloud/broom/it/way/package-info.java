/** The whole way of a run, from a payload to what AWS holds afterwards, through the handlers themselves. */
@NullMarked
package cloud.broom.it.way;

import org.jspecify.annotations.NullMarked;
