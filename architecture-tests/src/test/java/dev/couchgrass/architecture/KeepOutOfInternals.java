package dev.couchgrass.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** A package named {@code internal} is used by its own module only. */
final class KeepOutOfInternals extends ArchCondition<JavaClass> {
  KeepOutOfInternals() {
    super("keep out of other modules' internals");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (target.getName().startsWith("dev.couchgrass.")
          && target.getPackageName().matches(".*\\.internal(\\..*)?")
          && !SourceTree.moduleOf(target.getName()).equals(SourceTree.moduleOf(type.getName()))) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }
}
