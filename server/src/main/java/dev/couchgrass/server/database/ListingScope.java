package dev.couchgrass.server.database;

import dev.couchgrass.store.document.AllDocsOptions.Scope;

/** Which documents a listing is of. */
enum ListingScope {
  ALL("_all_docs", Scope.ALL),
  DESIGN("_design_docs", Scope.DESIGN),
  LOCAL("_local_docs", Scope.ALL);

  private final String path;
  private final Scope scope;

  ListingScope(String path, Scope scope) {
    this.path = path;
    this.scope = scope;
  }

  String path() {
    return path;
  }

  /** In the store's terms, which keep local documents apart. */
  Scope scope() {
    return scope;
  }
}
