/** The local cloud's own controls over HTTP, for the operator. */
@NullMarked
package cloud.broom.local.control;

import org.jspecify.annotations.NullMarked;
