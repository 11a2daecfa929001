/** What happens later or beside: threads, due times, and when all of it has come to rest. */
@NullMarked
package cloud.broom.local.work;

import org.jspecify.annotations.NullMarked;
