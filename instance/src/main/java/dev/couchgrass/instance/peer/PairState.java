package dev.couchgrass.instance.peer;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import java.time.Instant;
import java.util.Optional;

/**
 * How a database stands with a peer, since this instance was opened.
 *
 * @param due whether something is to be exchanged, now or after a wait
 * @param failures how often in a row it failed
 * @param lastSuccess when it last ended well; empty if it has not
 * @param lastFailure why it failed last, or what the peer did not take, in words; empty since all
 *     ended well
 */
public record PairState(
    Cid database,
    PublicKey peer,
    boolean due,
    int failures,
    Optional<Instant> lastSuccess,
    Optional<String> lastFailure) {}
