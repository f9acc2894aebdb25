package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A grant in the settings. */
final class KeyGrantForm {
  private static final String NAME = "name";
  private static final String PERMISSIONS = "permissions";
  private static final String STATUS = "status";

  private KeyGrantForm() {}

  /** Atomic: of two versions, one counts, and never a mixture. */
  static Value write(KeyGrant grant) {
    Map<String, Value> members = new LinkedHashMap<>();
    grant.name().ifPresent(name -> members.put(NAME, Value.of(name)));
    members.put(PERMISSIONS, PermissionForm.write(grant.permission()));
    members.put(STATUS, Value.of(grant.status().setting()));
    return Doc.of(members).atomic();
  }

  static Optional<KeyGrant> read(Value form) {
    return form instanceof Doc document ? read(document) : Optional.empty();
  }

  private static Optional<KeyGrant> read(Doc form) {
    Optional<String> name = Forms.text(form, NAME).filter(KeyGrant::isName);
    if (form.get(NAME).isPresent() && name.isEmpty()) {
      return Optional.empty();
    }
    Optional<KeyStatus> status = Forms.text(form, STATUS).flatMap(KeyStatus::ofSetting);
    return Forms.doc(form, PERMISSIONS)
        .flatMap(PermissionForm::read)
        .flatMap(permission -> status.map(word -> new KeyGrant(name, permission, word)));
  }

  /** Whether a grant has a name: cheaper than reading it. */
  static boolean isNamed(Value form, String name) {
    return form instanceof Doc document
        && Forms.text(document, NAME).filter(name::equals).isPresent();
  }

  /** Whether a grant counts. */
  static boolean isActive(Value form) {
    return read(form).filter(KeyGrant::isActive).isPresent();
  }

  static boolean isActiveAdmin(Value form) {
    return read(form)
        .filter(KeyGrant::isActive)
        .filter(it -> it.permission().canAdmin())
        .isPresent();
  }
}
