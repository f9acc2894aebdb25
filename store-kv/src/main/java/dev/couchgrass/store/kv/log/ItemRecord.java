package dev.couchgrass.store.kv.log;

import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import dev.couchgrass.store.operation.OrderState;

/**
 * How far an orderer is with an item.
 *
 * @param place in the queue, in which it keeps it when it is taken; 0 while it is pending
 */
public record ItemRecord(OrderState state, long place) {
  static final ItemRecord PENDING = new ItemRecord(OrderState.PENDING, 0);

  public static ItemRecord decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    return new ItemRecord(stateOf(in.octet()), in.number());
  }

  public byte[] encode() {
    return new ByteWriter(10).octet(numberOf(state)).number(place).toBytes();
  }

  ItemRecord with(OrderState next) {
    return new ItemRecord(next, place);
  }

  /** Whether what depends on it need not wait for it. */
  public boolean isTaken() {
    return state == OrderState.TAKEN || state == OrderState.DONE;
  }

  /** Part of the stored format: never change or reuse one. */
  private static int numberOf(OrderState state) {
    return switch (state) {
      case PENDING -> 1;
      case READY -> 2;
      case TAKEN -> 3;
      case DONE -> 4;
    };
  }

  private static OrderState stateOf(int number) {
    return switch (number) {
      case 1 -> OrderState.PENDING;
      case 2 -> OrderState.READY;
      case 3 -> OrderState.TAKEN;
      case 4 -> OrderState.DONE;
      default -> throw LogMoment.damaged();
    };
  }
}
