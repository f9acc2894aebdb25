/**
 * Users and signed databases in a folder, as commands use them.
 *
 * <p>Start with {@link dev.couchgrass.cli.signed.OpenInstance}.
 */
@NullMarked
package dev.couchgrass.cli.signed;

import org.jspecify.annotations.NullMarked;
