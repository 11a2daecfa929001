/** How AWS requests arrive and answers leave: protocols, the front door, and the service behind it. */
@NullMarked
package cloud.broom.local.wire;

import org.jspecify.annotations.NullMarked;
