/** The local cloud as a person tries Broom on it: with the stack deployed and a bucket to clean. */
@NullMarked
package cloud.broom.cli.local;

import org.jspecify.annotations.NullMarked;
