package dev.couchgrass.store.chronicle.log;

/**
 * A point between two commits, named so that it can't be mistaken for one of another history: by
 * the record before it and that record's checksum. At the start of a segment, its header stands for
 * the record.
 *
 * @param file the number of the segment
 * @param start where the record before begins; the same as {@code end} at the start of a segment
 * @param end behind that record
 * @param commit the number of the last commit before this point; 0 if there was none
 * @param checksum the record's, or the segment header's
 */
public record LogPosition(long file, long start, long end, long commit, int checksum) {}
