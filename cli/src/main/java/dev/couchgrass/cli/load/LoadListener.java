package dev.couchgrass.cli.load;

/** Hears how a load goes on; from several threads at once. */
public interface LoadListener {
  /** So many more documents were written. */
  void loaded(int documents);

  /** A document was not written. */
  void refused(String document, String reason);
}
