package dev.couchgrass.cli.disk;

/** What is installed beside the command. */
public final class Installation {
  private static final String STORE = "dev.couchgrass.store.chronicle.ChronicleStorage";

  private Installation() {}

  /**
   * Makes sure that the durable store is there; loads nothing of it.
   *
   * @throws FolderException if it is not
   */
  public static void requireDurableStore() throws FolderException {
    try {
      Class.forName(STORE, false, Installation.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new FolderException(
          FolderException.Kind.FAILED,
          "this installation has no store on disk; 'serve --memory' keeps databases in memory");
    }
  }
}
