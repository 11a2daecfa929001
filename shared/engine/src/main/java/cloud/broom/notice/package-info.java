/** Alerts and events, written with the state they tell of and delivered after. */
@NullMarked
package cloud.broom.notice;

import org.jspecify.annotations.NullMarked;
