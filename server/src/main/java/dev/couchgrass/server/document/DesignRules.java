package dev.couchgrass.server.document;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;

/** What this server asks of design documents. */
final class DesignRules {
  private DesignRules() {}

  /**
   * Refuses a malformed design document from whomever, as CouchDB does; and from whoever edits a
   * validation function, which this server could not run: they rely on it. Those that are
   * replicated here are kept as the data that they are.
   *
   * @param interactive whether this is an edit, and no replica
   * @throws StoreException INVALID_DESIGN_DOCUMENT, NOT_SUPPORTED
   */
  static void require(Draft draft, boolean interactive) {
    if (!draft.id().isDesign()) {
      return;
    }
    DesignForm form = DesignForm.require(draft.body());
    if (interactive && !draft.deleted() && form.validates()) {
      throw new StoreException(
          ErrorCode.NOT_SUPPORTED,
          "This server does not run validate_doc_update functions, so it refuses them.");
    }
  }
}
