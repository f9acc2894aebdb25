package dev.couchgrass.cli.load;

import java.io.IOException;

/**
 * All that there is to load is one object around a list of documents: as a document, it would be of
 * no use to whoever loads it.
 */
public final class EnvelopeException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String list;

  EnvelopeException(String list) {
    super("One object around documents");
    this.list = list;
  }

  /** The member with the documents: {@code rows} or {@code docs}. */
  public String list() {
    return list;
  }
}
