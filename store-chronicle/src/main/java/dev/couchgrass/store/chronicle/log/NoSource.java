package dev.couchgrass.store.chronicle.log;

/** What a replay stands on before its first record and after its last. */
final class NoSource implements Source {
  @Override
  public boolean nextRecord() {
    return false;
  }

  @Override
  public Entries entries() {
    throw nothing();
  }

  @Override
  public boolean compacted() {
    throw nothing();
  }

  @Override
  public long commit() {
    throw nothing();
  }

  @Override
  public LogPosition position() {
    throw nothing();
  }

  @Override
  public long placeOffset() {
    throw nothing();
  }

  @Override
  public long offset() {
    throw nothing();
  }

  @Override
  public long end() {
    throw nothing();
  }

  @Override
  public String name() {
    throw nothing();
  }

  private static IllegalStateException nothing() {
    return new IllegalStateException("The replay stands on no record");
  }
}
