/** The deployed stack, seen through AWS's APIs and nothing else. */
@NullMarked
package cloud.broom.it.deployed;

import org.jspecify.annotations.NullMarked;
