package dev.couchgrass.store.chronicle.log;

import java.io.IOException;

/** The records of one file. */
interface Source {
  /** Has nothing. */
  Source NONE = new NoSource();

  boolean nextRecord() throws IOException;

  /** The record's entries, from the first on. */
  Entries entries();

  boolean compacted();

  long commit();

  LogPosition position();

  /** Where the entry's value is. */
  long placeOffset();

  /** Where the record begins. */
  long offset();

  /** Where it ends. */
  long end();

  /** The file's. */
  String name();
}
