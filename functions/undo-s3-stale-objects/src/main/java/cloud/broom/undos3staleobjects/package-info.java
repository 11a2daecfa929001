/** The task undo-s3-stale-objects: brings back what a run of s3-stale-objects deleted from a versioned bucket. */
@NullMarked
package cloud.broom.undos3staleobjects;

import org.jspecify.annotations.NullMarked;
