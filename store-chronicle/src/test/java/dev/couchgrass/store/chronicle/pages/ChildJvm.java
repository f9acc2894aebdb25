package dev.couchgrass.store.chronicle.pages;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the JVM that the tests run on once more. */
public final class ChildJvm {
  private static final String MODULE = "dev.couchgrass.store.chronicle";

  private ChildJvm() {}

  /** With all libraries and classes on the class path. */
  public static Process onClassPath(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = command(options);
    command.addAll(List.of("-cp", libraries() + classes(), main.getName()));
    return start(command, arguments);
  }

  /** With this module and its named libraries on the module path, as the tests themselves run. */
  public static Process onModulePath(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = command(options);
    command.addAll(List.of("-p", System.getProperty("jdk.module.path")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("--patch-module", MODULE + "=" + locationOf(ChildJvm.class)));
    command.addAll(List.of("-m", MODULE + "/" + main.getName()));
    return start(command, arguments);
  }

  public static boolean testsRunOnModulePath() {
    return ChildJvm.class.getModule().isNamed();
  }

  private static List<String> command(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    return command;
  }

  private static Process start(List<String> command, String... arguments) throws IOException {
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }

  private static String libraries() {
    String modules = System.getProperty("jdk.module.path");
    String libraries = System.getProperty("java.class.path");
    return modules == null ? libraries : modules + File.pathSeparator + libraries;
  }

  /** Those of the tests: on the module path, they are in neither of the paths. */
  private static String classes() {
    return File.pathSeparator + locationOf(ChildJvm.class);
  }

  private static Path locationOf(Class<?> type) {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    Path file = Path.of(URI.create(String.valueOf(type.getResource(resource))));
    Path location = file;
    for (int depth = type.getName().split("\\.", -1).length; depth > 0; depth--) {
      location = location.getParent();
    }
    return location;
  }
}
