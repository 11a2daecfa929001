/** CloudFormation: what is deployed, to read. */
@NullMarked
package cloud.broom.local.cloudformation;

import org.jspecify.annotations.NullMarked;
