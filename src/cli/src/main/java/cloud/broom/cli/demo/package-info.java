/** The demo: chapters played on the local cloud, each with figures that have to come out as told. */
@NullMarked
package cloud.broom.cli.demo;

import org.jspecify.annotations.NullMarked;
