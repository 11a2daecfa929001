/** The local cloud: one AWS-shaped endpoint on loopback for what Broom uses, and nothing else. */
@NullMarked
package cloud.broom.local;

import org.jspecify.annotations.NullMarked;
