/** The engine's ports on AWS, and the entry of a Lambda function, composed. */
@NullMarked
package cloud.broom.aws;

import org.jspecify.annotations.NullMarked;
