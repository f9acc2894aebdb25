package dev.couchgrass.store.chronicle.log;

/**
 * A part of a file that a salvage could make nothing of.
 *
 * @param file its name
 * @param from the offset where it begins
 * @param to the offset behind it
 * @param why constant text
 */
public record Dropped(String file, long from, long to, String why) {}
