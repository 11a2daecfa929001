@NullMarked
package cloud.broom.undos3staleobjects;

import org.jspecify.annotations.NullMarked;
