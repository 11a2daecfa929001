/** Fakes of every port, with faults on demand, and the contracts that a fake and its adapter both keep. */
@NullMarked
package cloud.broom.testkit;

import org.jspecify.annotations.NullMarked;
