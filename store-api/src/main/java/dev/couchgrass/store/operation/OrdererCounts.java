package dev.couchgrass.store.operation;

/**
 * How many items of an orderer are in each {@link OrderState}.
 *
 * @param pending that wait for what they depend on
 * @param ready that can be taken
 * @param taken that are not acknowledged yet
 * @param done that were acknowledged
 */
public record OrdererCounts(long pending, long ready, long taken, long done) {
  /** Nothing. */
  public static final OrdererCounts NONE = new OrdererCounts(0, 0, 0, 0);
}
