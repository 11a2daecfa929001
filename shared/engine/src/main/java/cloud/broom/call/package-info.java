/** What a function is called with, and the one invocation that answers it. */
@NullMarked
package cloud.broom.call;

import org.jspecify.annotations.NullMarked;
