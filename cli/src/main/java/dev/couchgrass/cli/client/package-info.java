/**
 * Talks to a running server, over HTTP.
 *
 * <p>Start with {@link dev.couchgrass.cli.client.CouchClient}.
 */
@NullMarked
package dev.couchgrass.cli.client;

import org.jspecify.annotations.NullMarked;
