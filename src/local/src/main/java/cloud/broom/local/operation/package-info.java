/** The operations of a service as a table: what each needs, and what it does. */
@NullMarked
package cloud.broom.local.operation;

import org.jspecify.annotations.NullMarked;
