package dev.couchgrass.cli.disk;

import java.io.IOException;

/** A store on disk cannot be used. The message is for people. */
public final class FolderException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is. */
  public enum Kind {
    IN_USE,
    DAMAGED,
    /** The command line names the wrong folder. */
    WRONG_FOLDER,
    FAILED
  }

  private final Kind kind;

  /** A failure of a kind. */
  public FolderException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
