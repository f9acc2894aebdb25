package dev.couchgrass.store.document;

/**
 * How a bulk read answers.
 *
 * @param latest whether to hand out, instead of each revision, the leaves that descend from it
 * @param history whether each document carries its history
 */
public record BulkGetOptions(boolean latest, boolean history) {
  public static final BulkGetOptions DEFAULTS = new BulkGetOptions(false, false);

  public BulkGetOptions withLatest(boolean latest) {
    return new BulkGetOptions(latest, history);
  }

  public BulkGetOptions withHistory(boolean history) {
    return new BulkGetOptions(latest, history);
  }
}
