package dev.couchgrass.store.chronicle.progress;

/** Is told what opening a store takes, when it takes long. Called on the thread that opens. */
public interface OpenListener {
  /** Wants to know nothing. */
  OpenListener NONE =
      new OpenListener() {
        @Override
        public void rebuilds(String reason) {}

        @Override
        public void replayed(long commit, long last) {}
      };

  /** The index is rebuilt from the log, which takes about as long as reading all of it. */
  void rebuilds(String reason);

  /**
   * How far the log was replayed; told from time to time.
   *
   * @param commit the number of a commit that was replayed
   * @param last the number of the last one
   */
  void replayed(long commit, long last);
}
