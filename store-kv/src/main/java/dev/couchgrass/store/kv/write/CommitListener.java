package dev.couchgrass.store.kv.write;

import java.util.function.LongConsumer;

/**
 * Hears of commits when they are durable, before the futures of what was committed complete. Called
 * by the writer, so it must not wait nor throw.
 *
 * @param changed the database has changed, up to this update sequence
 * @param dropped attachments were dropped whose pieces are still to be removed
 */
public record CommitListener(LongConsumer changed, Runnable dropped) {}
