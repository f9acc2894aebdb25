package dev.couchgrass.store.chronicle.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A compacted file that is being written. Takes, in the order of its inputs or any other that ends
 * in the same state, the entries of the inputs that are still in use; leaves out what commits up to
 * now have made outdated, and deletions if the inputs are the oldest files or no older one has the
 * key. For one thread.
 */
public final class Compaction implements Closeable {
  private final Compactions compactions;
  private final CompactedWriter writer;
  private final List<LogFile> inputs;
  private boolean installed;

  Compaction(Compactions compactions, CompactedWriter writer, List<LogFile> inputs) {
    this.compactions = compactions;
    this.writer = writer;
    this.inputs = inputs;
  }

  /** The files that are replaced. */
  public List<LogFile> inputs() {
    return inputs;
  }

  /** The {@link Place#file} of what is added. */
  public long file() {
    return writer.header().number();
  }

  /**
   * Adds an entry.
   *
   * @param value empty to delete the key
   * @return the {@link Place#offset} that the value has from {@link #install} on; -1 for a deletion
   */
  public long add(byte[] key, Optional<byte[]> value) throws IOException {
    return writer.add(key, value);
  }

  /**
   * Syncs the log, as what was left out may only be gone once the commits that outdated it are on
   * disk; then brings the file to disk under its name. From now on its values can be read, beside
   * those of the inputs.
   *
   * @throws IOException if that fails; the inputs stand
   */
  public Replacement install() throws IOException {
    Replacement replacement = compactions.install(writer, inputs);
    installed = true;
    return replacement;
  }

  /** Gives up, unless it was installed. Idempotent. */
  @Override
  public void close() throws IOException {
    if (!installed) {
      installed = true;
      compactions.abandon(writer);
    }
  }
}
