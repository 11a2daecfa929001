/** A packed function as a process under AWS's own runtime interface client, with the Runtime API it talks to. */
@NullMarked
package cloud.broom.it.runtime;

import org.jspecify.annotations.NullMarked;
