package dev.couchgrass.store.kv.check;

/** Is told what a check finds, as it goes. Called on the thread that checks. */
public interface CheckListener {
  /**
   * Something is not as it must be.
   *
   * @param where a database's name, with what is in it; or the catalogue
   * @param what constant text
   */
  void problem(String where, String what);

  /** So many entries were looked at, since the check began; told from time to time. */
  default void checked(long entries) {}
}
