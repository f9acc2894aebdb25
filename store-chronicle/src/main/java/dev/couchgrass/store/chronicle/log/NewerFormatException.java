package dev.couchgrass.store.chronicle.log;

import java.io.IOException;

/** A file was written by a newer release, in a format that this one does not know. */
public final class NewerFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  NewerFormatException(String file, int version) {
    super(
        "The file has a newer format than this release knows: "
            + file
            + ", version "
            + version
            + " instead of "
            + FileHeader.VERSION);
  }
}
