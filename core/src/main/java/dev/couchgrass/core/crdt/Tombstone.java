package dev.couchgrass.core.crdt;

/**
 * What is left of a value that was removed, so that no replica takes it for one that never was.
 *
 * <p>At a name, a later value replaces it. In a list it is final.
 */
public enum Tombstone implements Value {
  TOMBSTONE;

  @Override
  public Value over(Value earlier) {
    return this;
  }

  @Override
  public Tombstone atomic() {
    return this;
  }

  @Override
  public int depth() {
    return 0;
  }
}
