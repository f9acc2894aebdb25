package dev.couchgrass.sync.log.session;

/**
 * What a session has exchanged.
 *
 * @param sent operations
 * @param sentBytes of their headers and bodies
 * @param received operations
 * @param receivedBytes of their headers and bodies
 * @param inserted how many of these were new here
 * @param early how many of these came before others of their logs: they are sent again next time
 */
public record LogSyncReport(
    long sent, long sentBytes, long received, long receivedBytes, long inserted, long early) {}
