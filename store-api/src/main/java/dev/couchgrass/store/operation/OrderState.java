package dev.couchgrass.store.operation;

/** How far an orderer is with an item. */
public enum OrderState {
  /** Something that it depends on was not taken yet. */
  PENDING,
  /** It can be taken. */
  READY,
  /** It was taken, and not acknowledged yet. */
  TAKEN,
  /** It was acknowledged. */
  DONE
}
