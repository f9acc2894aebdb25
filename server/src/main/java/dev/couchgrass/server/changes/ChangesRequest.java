package dev.couchgrass.server.changes;

import dev.couchgrass.store.changes.ChangesOptions;
import java.time.Duration;

/**
 * What a client asked of {@code _changes}.
 *
 * @param options what to read: from where, how much, which documents
 * @param attachments whether documents come with their attachments' bytes
 * @param encodingInfo whether they tell how attachments are stored
 * @param seqInterval only rows at which the rest of the limit is a multiple of this have a sequence
 * @param patience how long nothing may happen before the feed ends, or the heart beats
 * @param heartbeat whether the heart beats then
 */
record ChangesRequest(
    FeedKind kind,
    ChangesOptions options,
    boolean attachments,
    boolean encodingInfo,
    long seqInterval,
    Duration patience,
    boolean heartbeat) {}
