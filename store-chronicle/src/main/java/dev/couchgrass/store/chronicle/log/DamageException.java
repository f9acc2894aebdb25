package dev.couchgrass.store.chronicle.log;

import java.io.IOException;

/** A file does not hold what was written to it. */
public final class DamageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String what;

  /**
   * Names where the damage is.
   *
   * @param what constant text
   * @param offset in the file, where the damaged part begins
   */
  public DamageException(String what, String file, long offset) {
    super(what + ": " + file + ", offset " + offset);
    this.what = what;
    this.file = file;
    this.offset = offset;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  public long offset() {
    return offset;
  }

  /** What is wrong, without the place. */
  public String what() {
    return what;
  }
}
