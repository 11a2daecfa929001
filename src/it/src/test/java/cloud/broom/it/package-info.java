/** What holds for the whole product: its architecture, its template, its functions as they are packed. */
@NullMarked
package cloud.broom.it;

import org.jspecify.annotations.NullMarked;
