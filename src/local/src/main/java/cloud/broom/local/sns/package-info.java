/** SNS: topics, subscriptions, and the notifications they fan out. */
@NullMarked
package cloud.broom.local.sns;

import org.jspecify.annotations.NullMarked;
