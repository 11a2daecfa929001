/** What people say of every run: that all stop, and what must not go, by an exemption or by a resource's own tag. */
@NullMarked
package cloud.broom.control;

import org.jspecify.annotations.NullMarked;
