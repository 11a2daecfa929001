/** S3: buckets, objects and their versions, listings, deletes; what Broom and its users' tools ask of it. */
@NullMarked
package cloud.broom.local.s3;

import org.jspecify.annotations.NullMarked;
