package dev.couchgrass.store.kv.entry;

/**
 * The limits of an entry store.
 *
 * @param maxWaiting how many entries may wait for the writer, one more counted for each 4 KiB
 * @param maxStateBytes of the states that are kept
 * @param maxCachedBytes of the entries that are kept on the heap
 */
public record EntryOptions(long maxWaiting, long maxStateBytes, long maxCachedBytes) {}
