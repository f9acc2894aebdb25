package dev.couchgrass.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** The rules of the house. */
final class Rules {
  static final ArchRule NO_CYCLES =
      slices().matching("dev.couchgrass.(**)").should().beFreeOfCycles();

  static final ArchRule MODULES_POINT_DOWN =
      classes().should(new PointDown()).because("arrows point down the list of modules");

  static final ArchRule INTERNALS_STAY_INSIDE =
      classes()
          .should(new KeepOutOfInternals())
          .because("a package named internal is its module's");

  static final ArchRule CORE_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("dev.couchgrass.core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.vertx..", "io.netty..", "java.net..", "java.nio.file..")
          .because("core is values and functions: no I/O and no Vert.x");

  /** Commands, benchmarks and tests own their main thread and may wait on it; nothing else may. */
  static final ArchRule NOTHING_BLOCKS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.couchgrass.cli..", "dev.couchgrass.bench..", "dev.couchgrass.conformance..")
          .should()
          .accessTargetWhere(describe("a call that blocks", Rules::blocks))
          .because("whoever blocks an event loop stops every client of it");

  static final ArchRule NOTHING_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.couchgrass.cli..", "dev.couchgrass.bench..")
          .should(ACCESS_STANDARD_STREAMS)
          .because("a library logs");

  private static final Map<String, Set<String>> BLOCKING =
      Map.ofEntries(
          Map.entry("io.vertx.core.Future", Set.of("await")),
          Map.entry("java.util.concurrent.Future", Set.of("get", "join")),
          Map.entry("java.util.concurrent.CompletableFuture", Set.of("get", "join")),
          Map.entry("java.util.concurrent.CountDownLatch", Set.of("await")),
          Map.entry("java.util.concurrent.CyclicBarrier", Set.of("await")),
          Map.entry("java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly")),
          Map.entry("java.util.concurrent.BlockingQueue", Set.of("put", "take")),
          Map.entry(
              "java.util.concurrent.ExecutorService", Set.of("awaitTermination", "invokeAll")),
          Map.entry("java.util.concurrent.locks.Condition", Set.of("await", "awaitNanos")),
          Map.entry("java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos")),
          Map.entry("java.lang.Thread", Set.of("sleep", "join")),
          Map.entry("java.lang.Object", Set.of("wait")));

  private Rules() {}

  private static boolean blocks(JavaAccess<?> access) {
    return BLOCKING.entrySet().stream()
        .anyMatch(
            blocking ->
                blocking.getValue().contains(access.getTarget().getName())
                    && access.getTargetOwner().isAssignableTo(blocking.getKey()));
  }

  /** Not the classes that break rules on purpose. */
  static DescribedPredicate<JavaClass> production() {
    return describe("production code", type -> !type.getPackageName().contains(".fixture"));
  }
}
