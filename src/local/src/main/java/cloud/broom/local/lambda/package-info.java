/** Lambda: functions of zips run in process, each under its own role. */
@NullMarked
package cloud.broom.local.lambda;

import org.jspecify.annotations.NullMarked;
