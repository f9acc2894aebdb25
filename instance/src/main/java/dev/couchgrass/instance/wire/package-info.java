/**
 * What peers say to each other, as bytes: requests and replies, each signed by the instance that
 * sends it. The rules stand in {@code docs/spec/peers.md}.
 *
 * <p>Start with {@link dev.couchgrass.instance.wire.PeerRequest}.
 */
@NullMarked
package dev.couchgrass.instance.wire;

import org.jspecify.annotations.NullMarked;
