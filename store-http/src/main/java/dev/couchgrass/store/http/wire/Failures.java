package dev.couchgrass.store.http.wire;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What refusals and breakdowns are in the store's terms.
 *
 * <p>A refusal counts as the database's own only if it comes in its form, {@code {"error": ...}}: a
 * page of some proxy's, with a status of 404, does not mean that a document is missing.
 */
public final class Failures {
  private static final Map<String, ErrorCode> WORDS = words();

  private Failures() {}

  private static Map<String, ErrorCode> words() {
    Map<String, ErrorCode> words = new HashMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      // Of two with one word, the first is what a server of documents means.
      words.putIfAbsent(code.word(), code);
    }
    words.put("not_found", ErrorCode.DOCUMENT_MISSING);
    words.put("query_parse_error", ErrorCode.BAD_REQUEST);
    words.put("db_exists", ErrorCode.DATABASE_EXISTS);
    words.put("request_entity_too_large", ErrorCode.TOO_LARGE);
    words.put("too_many_requests", ErrorCode.OVERLOADED);
    words.put("too_busy", ErrorCode.OVERLOADED);
    return Map.copyOf(words);
  }

  /** A refusal, by its status and what its body says. */
  public static StoreException refusal(int status, byte[] body) {
    return words(body)
        .map(said -> refusal(status, said.error(), said.reason()))
        .orElseGet(() -> foreign(status));
  }

  /** A refusal in the database's own words. */
  public static StoreException refusal(int status, String word, String reason) {
    if (word.equals(ErrorCode.DATABASE_MISSING.word()) && tellsOfDatabase(reason)) {
      return StoreException.databaseMissing();
    }
    ErrorCode code = WORDS.get(word);
    if (code == null) {
      code = byStatus(status).orElse(ErrorCode.STORE_FAILED);
    }
    if (code == ErrorCode.CONFLICT) {
      return StoreException.conflict();
    }
    return new StoreException(code, "The server refused: ", word + ": " + reason);
  }

  /** CouchDB's and PouchDB's words for a database that is not there; older ones, too. */
  private static boolean tellsOfDatabase(String reason) {
    String plain = reason.toLowerCase(Locale.ROOT);
    return plain.startsWith("database does not exist")
        || plain.startsWith("database not found")
        || plain.equals("no_db_file");
  }

  private static StoreException foreign(int status) {
    return new StoreException(
        byStatus(status).filter(code -> code.status() != 404).orElse(ErrorCode.STORE_FAILED),
        "Something that is no database answered: ",
        "HTTP " + status);
  }

  private static Optional<ErrorCode> byStatus(int status) {
    return Optional.ofNullable(
        switch (status) {
          case 400, 406, 416, 417 -> ErrorCode.BAD_REQUEST;
          case 401 -> ErrorCode.UNAUTHORIZED;
          case 403 -> ErrorCode.FORBIDDEN;
          case 404 -> ErrorCode.DOCUMENT_MISSING;
          case 405, 501 -> ErrorCode.NOT_SUPPORTED;
          case 409 -> ErrorCode.CONFLICT;
          case 413 -> ErrorCode.TOO_LARGE;
          case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
          case 429, 503 -> ErrorCode.OVERLOADED;
          default -> null;
        });
  }

  private record Said(String error, String reason) {}

  private static Optional<Said> words(byte[] body) {
    try {
      JsonReader reader = new JsonReader(body, 0, body.length, JsonLimits.DEFAULTS);
      String error = "";
      String reason = "";
      reader.enterObject();
      while (reader.nextMember()) {
        boolean text = reader.peek() == Kind.STRING;
        switch (reader.name()) {
          case "error" -> error = text ? reader.readString() : skipped(reader);
          case "reason" -> reason = text ? reader.readString() : skipped(reader);
          default -> reader.skip();
        }
      }
      reader.finish();
      return error.isEmpty() ? Optional.empty() : Optional.of(new Said(error, reason));
    } catch (InvalidInputException e) {
      // No JSON at all: whatever this is, it does not come from a database.
      return Optional.empty();
    }
  }

  private static String skipped(JsonReader reader) {
    reader.skip();
    return "";
  }

  /** The network failed, or the server before it had answered. */
  public static StoreException network(String message, Throwable cause) {
    return cause instanceof StoreException known ? known : StoreException.failed(message, cause);
  }

  /** What was being read when its storage was closed: that is not its end. */
  public static StoreException brokenOff() {
    return new StoreException(ErrorCode.STORE_FAILED, "The storage was closed");
  }

  /** An answer is not what the protocol says. */
  public static StoreException malformed(Throwable cause) {
    return StoreException.failed("The server's answer is not what it should be", cause);
  }

  /** An answer is not what the protocol says. */
  public static StoreException malformed(String what) {
    return new StoreException(
        ErrorCode.STORE_FAILED, "The server's answer is not what it should be: ", what);
  }

  /** Whether this is the store's failure of this kind. */
  public static boolean is(Throwable failure, ErrorCode code) {
    return failure instanceof StoreException known && known.code() == code;
  }
}
