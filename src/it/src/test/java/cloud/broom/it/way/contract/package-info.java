/** The adapters of the engine's ports, held to what the engine's tests take for granted of the fakes. */
@NullMarked
package cloud.broom.it.way.contract;

import org.jspecify.annotations.NullMarked;
