/** Tests of how templates are read. */
@NullMarked
package cloud.broom.local.template;

import org.jspecify.annotations.NullMarked;
