/**
 * Peers over HTTP: each request and each reply is one exchange. Confidential if the address is one
 * of {@code https}; what is said is signed either way.
 *
 * <p>Start with {@link dev.couchgrass.instance.sync.http.HttpPeers}.
 */
@NullMarked
package dev.couchgrass.instance.sync.http;

import org.jspecify.annotations.NullMarked;
