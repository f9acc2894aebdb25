package dev.couchgrass.store.kv.database;

import dev.couchgrass.store.kv.write.StagingArea;

/**
 * The limits of a database.
 *
 * @param maxWaitingEdits how many edits may wait for the writer
 * @param maxBulkBytes of the bodies that one bulk read hands out
 * @param staging how much may be staged, and for how long
 */
public record DatabaseOptions(long maxWaitingEdits, long maxBulkBytes, StagingArea.Terms staging) {}
