/**
 * How a served Couchgrass reaches other servers, for the replications that it runs itself.
 *
 * <p>Start with {@link dev.couchgrass.cli.remote.HttpRemotes}.
 */
@NullMarked
package dev.couchgrass.cli.remote;

import org.jspecify.annotations.NullMarked;
