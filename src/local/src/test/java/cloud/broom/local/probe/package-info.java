/** A function for tests, packed into a zip and run by the local cloud. */
@NullMarked
package cloud.broom.local.probe;

import org.jspecify.annotations.NullMarked;
