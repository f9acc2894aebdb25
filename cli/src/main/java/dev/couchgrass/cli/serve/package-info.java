/**
 * Runs a server: what it is told by flags, environment and file, and its life from start to end.
 *
 * <p>Start with {@link dev.couchgrass.cli.serve.RunningServer}.
 */
@NullMarked
package dev.couchgrass.cli.serve;

import org.jspecify.annotations.NullMarked;
