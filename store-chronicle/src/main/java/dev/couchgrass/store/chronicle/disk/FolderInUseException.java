package dev.couchgrass.store.chronicle.disk;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, or another storage of this one, has the folder open. */
public final class FolderInUseException extends IOException {
  private static final long serialVersionUID = 1;

  FolderInUseException(Path folder, String owner) {
    super(
        "The folder " + folder + " is in use by " + (owner.isEmpty() ? "another process" : owner));
  }
}
