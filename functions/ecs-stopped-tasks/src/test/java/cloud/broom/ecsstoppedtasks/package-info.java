@NullMarked
package cloud.broom.ecsstoppedtasks;

import org.jspecify.annotations.NullMarked;
