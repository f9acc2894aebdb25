/**
 * Copies rows of a server's long answers to lines, at the pace of whoever reads the lines.
 *
 * <p>Start with {@link dev.couchgrass.cli.dump.Dumper}.
 */
@NullMarked
package dev.couchgrass.cli.dump;

import org.jspecify.annotations.NullMarked;
