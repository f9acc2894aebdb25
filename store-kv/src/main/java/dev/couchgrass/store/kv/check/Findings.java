package dev.couchgrass.store.kv.check;

/** Counts what is looked at, and passes on what is wrong. */
final class Findings {
  private static final int TOLD_EVERY = 10_000;

  private final CheckListener listener;
  private long entries;
  long databases;
  long documents;
  long bodies;
  long attachments;
  long signedEntries;
  long operations;
  private long problems;

  Findings(CheckListener listener) {
    this.listener = listener;
  }

  void problem(String where, String what) {
    problems++;
    listener.problem(where, what);
  }

  void require(boolean right, String where, String what) {
    if (!right) {
      problem(where, what);
    }
  }

  void entry() {
    if (++entries % TOLD_EVERY == 0) {
      listener.checked(entries);
    }
  }

  CheckedTotals totals() {
    return new CheckedTotals(
        databases, documents, bodies, attachments, signedEntries, operations, problems);
  }
}
