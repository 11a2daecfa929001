/** Event patterns, which EventBridge rules and SNS filter policies share. */
@NullMarked
package cloud.broom.local.pattern;

import org.jspecify.annotations.NullMarked;
