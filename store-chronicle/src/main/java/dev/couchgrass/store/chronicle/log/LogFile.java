package dev.couchgrass.store.chronicle.log;

/**
 * A file of the log, as it is at one moment.
 *
 * @param number what {@link Place#file} names
 * @param name in the folder
 * @param first the first segment that it stands for
 * @param last the last one
 * @param firstCommit the number of the first commit that it may hold
 * @param compacted or a segment as commits wrote it
 * @param oldest whether no file lies before it, so that a compaction need keep no tombstones
 * @param sealed whether nothing is appended to it any more
 * @param bytes how long it is
 */
public record LogFile(
    long number,
    String name,
    long first,
    long last,
    long firstCommit,
    boolean compacted,
    boolean oldest,
    boolean sealed,
    long bytes) {}
