/**
 * Rules that hold across modules, and proof that each of them can fail.
 *
 * <p>Start with {@link dev.couchgrass.architecture.Rules}. The classes in packages named {@code
 * fixture} break the rules on purpose; nothing else uses them.
 */
@NullMarked
package dev.couchgrass.architecture;

import org.jspecify.annotations.NullMarked;
