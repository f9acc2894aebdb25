package dev.couchgrass.cli.signed;

import dev.couchgrass.cli.control.ControlClient;
import dev.couchgrass.cli.disk.FolderException;
import dev.couchgrass.cli.disk.StoreFolder;
import java.io.IOException;
import java.nio.file.Path;

/** Where commands find the users and signed databases of a folder. */
public interface Instances {
  /** The way to the server that has a folder open, and runs commands for others. */
  ControlClient.Way server(Path folder);

  /**
   * Opens the instance that is there.
   *
   * @throws FolderException if there is none, or the folder can't be opened
   */
  OpenInstance existing(StoreFolder folder) throws IOException;

  /**
   * Opens the instance, or makes one, and the folder.
   *
   * @throws FolderException if the folder can't be opened
   */
  OpenInstance made(StoreFolder folder) throws IOException;
}
