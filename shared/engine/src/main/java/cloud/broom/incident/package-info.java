/** How a job has fared: its incidents, each opened by the first of a kind of trouble, and its last runs. */
@NullMarked
package cloud.broom.incident;

import org.jspecify.annotations.NullMarked;
