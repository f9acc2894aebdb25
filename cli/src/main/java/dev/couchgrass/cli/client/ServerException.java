package dev.couchgrass.cli.client;

import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.util.Optional;

/** A server's refusal. Carries no stack trace. */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String word;

  ServerException(int status, String word, String reason) {
    super(reason, null, false, false);
    this.status = status;
    this.word = word;
  }

  /** Reads an answer's {@code error} and {@code reason}, if it has them. */
  static ServerException of(int status, byte[] body) {
    try {
      RawObject answer = RawObject.parse(body);
      Optional<String> word = answer.text("error");
      if (word.isPresent()) {
        return new ServerException(status, word.get(), answer.text("reason").orElse(""));
      }
    } catch (IOException e) {
      // Not a CouchDB's answer: that of a proxy, say.
    }
    return new ServerException(status, "HTTP " + status, "the server gave no reason");
  }

  public int status() {
    return status;
  }

  /** CouchDB's name for the failure, such as {@code not_found}. */
  public String word() {
    return word;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
