/** The task s3-stale-objects: deletes objects under a prefix that have not been modified for a while. */
@NullMarked
package cloud.broom.s3staleobjects;

import org.jspecify.annotations.NullMarked;
