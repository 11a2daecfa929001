@NullMarked
package cloud.broom.s3staleobjects;

import org.jspecify.annotations.NullMarked;
