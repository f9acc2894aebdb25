package dev.couchgrass.store.chronicle.log;

import java.io.IOException;
import java.util.List;

/**
 * A compacted file that is on disk beside its inputs. The log still consists of the inputs, until
 * they are retired; both can be read. Whoever opens the log finds it so again.
 */
public final class Replacement {
  private final Log log;
  private final Compactions compactions;
  private final FileHeader output;
  private final List<LogFile> inputs;

  Replacement(Log log, Compactions compactions, FileHeader output, List<LogFile> inputs) {
    this.log = log;
    this.compactions = compactions;
    this.output = output;
    this.inputs = inputs;
  }

  /** The number of the compacted file. */
  public long file() {
    return output.number();
  }

  /** What it stands for. */
  public List<LogFile> inputs() {
    return inputs;
  }

  /** Goes over the compacted file's entries, which may then be told to an index. */
  public Replay replay() throws IOException {
    return log.replay(output);
  }

  /**
   * Puts the compacted file in place of the inputs, and deletes these. Nothing may need their
   * values any more, and no replay that was begun before be open.
   *
   * @throws IOException if a file can't be deleted; the log consists of the compacted file all the
   *     same, and the next open deletes what is left
   */
  public void retire() throws IOException {
    compactions.retire(output);
  }

  /** Deletes the compacted file. Nothing may need its values. */
  public void drop() throws IOException {
    compactions.drop(output);
  }
}
