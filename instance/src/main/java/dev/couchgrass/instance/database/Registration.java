package dev.couchgrass.instance.database;

/** A listener that hears. */
@FunctionalInterface
public interface Registration extends AutoCloseable {
  /** Lets it hear no more, but what it is being told. Idempotent. */
  @Override
  void close();
}
