package dev.couchgrass.server.document;

import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.server.http.Exchange;
import dev.couchgrass.server.http.HttpFailure;
import java.util.Optional;

/**
 * Which revision a request means: the body, the query and {@code If-Match} may say it, and must
 * agree.
 */
public final class RevisionChoice {
  private RevisionChoice() {}

  /** The revision that {@code rev} or {@code If-Match} names. */
  public static Optional<RevisionId> of(Exchange exchange) {
    return of(exchange, Optional.empty());
  }

  /**
   * The revision that the body, {@code rev} or {@code If-Match} names.
   *
   * @throws HttpFailure 400, if they differ
   */
  public static Optional<RevisionId> of(Exchange exchange, Optional<RevisionId> inBody) {
    Optional<RevisionId> inQuery = exchange.query().text("rev").map(RevisionId::parse);
    if (inBody.isPresent() && inQuery.isPresent() && !inBody.equals(inQuery)) {
      throw HttpFailure.badRequest(
          "Document rev from request body and query string have different values");
    }
    Optional<RevisionId> explicit = inBody.or(() -> inQuery);
    Optional<RevisionId> inHeader = header(exchange).map(RevisionId::parse);
    if (explicit.isPresent() && inHeader.isPresent() && !explicit.equals(inHeader)) {
      throw HttpFailure.badRequest("Document rev and etag have different values");
    }
    return explicit.or(() -> inHeader);
  }

  /** What {@code If-Match} says, without quotes. */
  static Optional<String> header(Exchange exchange) {
    return exchange.header("If-Match").map(RevisionChoice::unquoted);
  }

  private static String unquoted(String tag) {
    int from = 0;
    int to = tag.length();
    while (from < to && tag.charAt(from) == '"') {
      from++;
    }
    while (to > from && tag.charAt(to - 1) == '"') {
      to--;
    }
    return tag.substring(from, to);
  }
}
