/** How users, keys and signed databases fail: a closed set of problems. */
@NullMarked
package dev.couchgrass.instance.error;

import org.jspecify.annotations.NullMarked;
