/** Tests of what a job may say. */
@NullMarked
package cloud.broom.job;

import org.jspecify.annotations.NullMarked;
