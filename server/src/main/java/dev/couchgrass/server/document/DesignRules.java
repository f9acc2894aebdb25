package dev.couchgrass.server.document;

import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;

/** What this server asks of design documents. */
final class DesignRules {
  private static final JsonLimits ANY = new JsonLimits(2_000, 100_000);

  private DesignRules() {}

  /**
   * Refuses a validation function, which this server could not run: whoever puts one relies on it.
   * Those that are replicated here are kept as the data that they are.
   *
   * @throws StoreException NOT_SUPPORTED
   */
  static void requireEnforceable(Draft draft) {
    if (draft.id().isDesign() && !draft.deleted() && validates(draft.body().bytes())) {
      throw new StoreException(
          ErrorCode.NOT_SUPPORTED,
          "This server does not run validate_doc_update functions, so it refuses them.");
    }
  }

  private static boolean validates(byte[] body) {
    JsonReader reader = new JsonReader(body, 0, body.length, ANY);
    reader.enterObject();
    while (reader.nextMember()) {
      if (reader.name().equals("validate_doc_update")) {
        return true;
      }
      reader.skip();
    }
    return false;
  }
}
