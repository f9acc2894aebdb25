/**
 * What the entries of a signed database say, and which of them count.
 *
 * <p>Start with {@link dev.couchgrass.instance.history.History}.
 */
@NullMarked
package dev.couchgrass.instance.history;

import org.jspecify.annotations.NullMarked;
