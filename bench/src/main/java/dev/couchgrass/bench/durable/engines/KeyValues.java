package dev.couchgrass.bench.durable.engines;

import java.io.IOException;
import java.util.List;

/** An ordered key-value store, as much of it as is measured. Writes come from any thread. */
interface KeyValues extends AutoCloseable {
  /** A key and its value. */
  record Pair(byte[] key, byte[] value) {}

  /** Writes pairs together; they are as durable as the store was opened for when it returns. */
  void put(List<Pair> pairs) throws Exception;

  /** Reads for one thread. */
  Reader reader() throws Exception;

  /** Gives back what space can be given back. */
  void compact() throws Exception;

  /** How often what was written was synced to disk since the store was opened. */
  long syncs();

  @Override
  void close() throws IOException;

  /** Sees everything that was written before it was made. */
  interface Reader extends AutoCloseable {
    /** The value of a key that is there. */
    byte[] get(byte[] key) throws Exception;

    /** Reads every key and value in order, and returns how many bytes they have. */
    long scan() throws Exception;

    @Override
    void close() throws IOException;
  }
}
