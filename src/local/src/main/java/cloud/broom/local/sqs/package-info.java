/** SQS: standard queues. */
@NullMarked
package cloud.broom.local.sqs;

import org.jspecify.annotations.NullMarked;
