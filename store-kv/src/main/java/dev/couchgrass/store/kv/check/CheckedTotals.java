package dev.couchgrass.store.kv.check;

/**
 * What a check looked at.
 *
 * @param databases that are listed
 * @param documents in all of them, deleted ones too
 * @param bodies of revisions
 * @param attachments each counted once in a database
 * @param entries of signed databases
 * @param operations of signed logs
 * @param problems that were told
 */
public record CheckedTotals(
    long databases,
    long documents,
    long bodies,
    long attachments,
    long entries,
    long operations,
    long problems) {}
