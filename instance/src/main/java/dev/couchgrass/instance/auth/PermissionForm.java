package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A permission in the settings: its type, and the priority if it has one. */
final class PermissionForm {
  private static final String TYPE = "type";
  private static final String PRIORITY = "priority";
  private static final String ADMIN = "Admin";
  private static final String WRITE = "Write";
  private static final String READ = "Read";

  private PermissionForm() {}

  static Doc write(Permission permission) {
    if (permission instanceof Permission.Admin admin) {
      return ranked(ADMIN, admin.priority());
    }
    if (permission instanceof Permission.Write write) {
      return ranked(WRITE, write.priority());
    }
    return Doc.of(TYPE, Value.of(READ));
  }

  private static Doc ranked(String type, long priority) {
    return Doc.of(Map.of(TYPE, Value.of(type), PRIORITY, Value.of(priority)));
  }

  static Optional<Permission> read(Doc form) {
    return Forms.text(form, TYPE).flatMap(type -> read(type, Forms.number(form, PRIORITY)));
  }

  private static Optional<Permission> read(String type, OptionalLong priority) {
    if (type.equals(READ)) {
      return Optional.of(new Permission.Read());
    }
    if (priority.isEmpty() || !Permission.isPriority(priority.getAsLong())) {
      return Optional.empty();
    }
    return switch (type) {
      case ADMIN -> Optional.of(new Permission.Admin(priority.getAsLong()));
      case WRITE -> Optional.of(new Permission.Write(priority.getAsLong()));
      default -> Optional.empty();
    };
  }
}
