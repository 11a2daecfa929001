/** What every implementation of a port keeps to, fake or adapter: extended by its test. */
@NullMarked
package cloud.broom.testkit.contract;

import org.jspecify.annotations.NullMarked;
