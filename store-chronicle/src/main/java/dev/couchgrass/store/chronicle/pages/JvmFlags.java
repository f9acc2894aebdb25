package dev.couchgrass.store.chronicle.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.openhft.chronicle.map.ChronicleMap;

/**
 * Looks whether Chronicle Map may do what it does: it reaches into packages of the JDK that are
 * closed unless whoever starts the JVM opens them, and compiles a class when it is first used.
 */
final class JvmFlags {
  private static final String ANNOUNCER_OFF = "chronicle.announcer.disable";

  /** Where JNA unpacks its native library to; without a say, into a cache in the home folder. */
  private static final String JNA_FOLDER = "jna.tmpdir";

  /** Each package that must be open, and a class of the library that reaches into it. */
  private record Need(String module, String packageName, String user) {
    private static final String CORE = "net.openhft.chronicle.core.Jvm";
    private static final String COMPILER = "net.openhft.compiler.CachedCompiler";

    static final List<Need> ALL =
        List.of(
            new Need("java.base", "java.lang", COMPILER),
            new Need("java.base", "java.lang.reflect", CORE),
            new Need("java.base", "sun.nio.ch", CORE),
            new Need("jdk.compiler", "com.sun.tools.javac.file", COMPILER));
  }

  private JvmFlags() {}

  /**
   * Also keeps Chronicle from printing an advertisement and its libraries from writing into the
   * home folder, unless whoever starts the JVM has a say.
   *
   * @throws MissingFlagsException if a package is closed, or there is no compiler
   */
  static void require() {
    setUnlessSet(ANNOUNCER_OFF, "true");
    setUnlessSet(JNA_FOLDER, System.getProperty("java.io.tmpdir"));
    List<String> missing = missing(JvmFlags::moduleOf);
    if (!missing.isEmpty()) {
      throw new MissingFlagsException(
          "The durable store needs these options of java: " + String.join(" ", missing));
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  interface Users {
    /** The module that a class of a library is in. */
    Module of(String className);
  }

  /** The options that are missing, as they are to be given. */
  static List<String> missing(Users users) {
    List<String> options = new ArrayList<>();
    for (Need need : Need.ALL) {
      Optional<Module> module = ModuleLayer.boot().findModule(need.module());
      Module user = users.of(need.user());
      if (module.isEmpty()) {
        options.add("--add-modules " + need.module());
      }
      if (module.isEmpty() || !module.get().isOpen(need.packageName(), user)) {
        options.add(option(need, user));
      }
    }
    return List.copyOf(options);
  }

  private static String option(Need need, Module user) {
    String target = user.isNamed() ? user.getName() : "ALL-UNNAMED";
    return "--add-opens " + need.module() + "/" + need.packageName() + "=" + target;
  }

  /** Loads the class, but runs nothing of it. */
  private static Module moduleOf(String className) {
    try {
      ClassLoader loader = ChronicleMap.class.getClassLoader();
      return Class.forName(className, false, loader).getModule();
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException("A library of Chronicle Map is missing", absent);
    }
  }
}
