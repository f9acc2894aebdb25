package dev.couchgrass.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;

/** A module uses only those that lie below it; a store never another store. */
final class PointDown extends ArchCondition<JavaClass> {
  PointDown() {
    super("depend on modules below their own only");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      String target = dependency.getTargetClass().getBaseComponentType().getName();
      SourceTree.moduleOf(type.getName())
          .ifPresent(
              from ->
                  SourceTree.moduleOf(target)
                      .filter(to -> !mayUse(from, to))
                      .ifPresent(
                          to ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      dependency, dependency.getDescription()))));
    }
  }

  private static boolean mayUse(String from, String to) {
    return from.equals(to) || below(from, to);
  }

  /** The arrows of the design, a module on the left of each. */
  private static boolean below(String from, String to) {
    return switch (from) {
      case "core" -> false;
      case "store" -> to.equals("core");
      case "store.kv", "store.http", "query", "sync", "instance" ->
          Set.of("core", "store").contains(to);
      case "conformance" -> Set.of("core", "store", "store.kv").contains(to);
      case "conformance.replication" ->
          Set.of("core", "store", "store.kv", "conformance", "sync").contains(to);
      case "server" -> Set.of("core", "store", "sync").contains(to);
      case "cli", "bench" -> !Set.of("cli", "bench").contains(to);
      default -> from.startsWith("store.") && Set.of("core", "store", "store.kv").contains(to);
    };
  }
}
