/** CloudWatch Logs: what functions print, by log group, to be read and filtered. */
@NullMarked
package cloud.broom.local.logs;

import org.jspecify.annotations.NullMarked;
