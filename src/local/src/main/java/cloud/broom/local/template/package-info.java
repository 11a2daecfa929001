/** SAM templates, deployed as CloudFormation would: what cannot be deployed faithfully is refused by name. */
@NullMarked
package cloud.broom.local.template;

import org.jspecify.annotations.NullMarked;
