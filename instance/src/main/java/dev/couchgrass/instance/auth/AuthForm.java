package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;

/** Where in the settings the parts of {@link AuthSettings} stand. */
final class AuthForm {
  static final String AUTH = "auth";
  static final String KEYS = "keys";
  static final String GLOBAL = "global";
  static final String DELEGATIONS = "delegations";

  private AuthForm() {}

  /** The change of one item, and nothing else. */
  static Doc change(String name, Value item) {
    return Doc.of(AUTH, Doc.of(name, item));
  }

  static Doc change(String kind, String name, Value item) {
    return change(kind, Doc.of(name, item));
  }
}
