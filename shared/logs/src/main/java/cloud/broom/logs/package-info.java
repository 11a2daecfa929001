/** How functions log: one line of JSON an event, on standard output. */
@NullMarked
package cloud.broom.logs;

import org.jspecify.annotations.NullMarked;
