package dev.couchgrass.core.document;

import dev.couchgrass.core.json.JsonBody;
import java.util.Optional;

/** A document that a request brought, of either kind: what its id begins with decides. */
public sealed interface ArrivedDocument permits ParsedDocument, ParsedLocalDocument {
  /** {@code _id} as given. */
  Optional<String> id();

  /** {@code _deleted}, false if absent. */
  boolean deleted();

  /** The members that are not special. */
  JsonBody body();
}
