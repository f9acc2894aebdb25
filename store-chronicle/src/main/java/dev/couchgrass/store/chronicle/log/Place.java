package dev.couchgrass.store.chronicle.log;

/**
 * Where a value is. The offset means something to the log alone: in a segment it is the value's
 * first byte, in a compacted file a block and where in it.
 *
 * @param file the file's number
 * @param offset not negative
 * @param length of the value, in bytes
 */
public record Place(long file, long offset, int length) {}
