package dev.couchgrass.server.json;

import dev.couchgrass.store.result.UpdateSequence;

/** Update sequences where CouchDB writes numbers: within documents, and nowhere else. */
final class SequenceJson {
  private static final int MAX_DIGITS = 15;

  private SequenceJson() {}

  /** Writes a number if the token is one that every reader of JSON can hold, else a string. */
  static void write(JsonWriter out, UpdateSequence sequence) {
    String token = sequence.token();
    if (!token.isEmpty()
        && token.length() <= MAX_DIGITS
        && token.chars().allMatch(c -> c >= '0' && c <= '9')) {
      out.value(Long.parseLong(token));
    } else {
      out.value(token);
    }
  }
}
