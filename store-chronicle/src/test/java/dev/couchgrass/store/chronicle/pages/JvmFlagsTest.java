package dev.couchgrass.store.chronicle.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmFlagsTest {
  private static final List<String> ON_CLASS_PATH =
      List.of(
          "--add-opens java.base/java.lang=ALL-UNNAMED",
          "--add-opens java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED");

  @TempDir Path folder;
  @TempDir Path home;

  @Test
  void nothingIsMissingHere() {
    JvmFlags.require();
    assertEquals("true", System.getProperty("chronicle.announcer.disable"));
  }

  @Test
  void optionsNameTheModuleThatNeedsThem() {
    Module closed = ModuleLayer.boot().findModule("java.compiler").orElseThrow();
    assertEquals(
        ON_CLASS_PATH.stream().map(o -> o.replace("ALL-UNNAMED", closed.getName())).toList(),
        JvmFlags.missing(type -> closed));
  }

  @Test
  void theMessageSaysWhatToAddOnTheClassPath() throws Exception {
    String message = run(ChildJvm.onClassPath(options(), OpensPages.class, folder.toString()));
    assertEquals(
        "The durable store needs these options of java: " + String.join(" ", ON_CLASS_PATH),
        message);
    assertEquals(List.of(), files(folder));
    assertEquals(
        "done", run(ChildJvm.onClassPath(options(message), OpensPages.class, folder.toString())));
    assertEquals(1, files(folder).size());
    assertNothingIn(home);
  }

  @Test
  void theMessageSaysWhatToAddOnTheModulePath() throws Exception {
    assumeTrue(ChildJvm.testsRunOnModulePath());
    String message = run(ChildJvm.onModulePath(options(), OpensPages.class, folder.toString()));
    assertEquals(
        "The durable store needs these options of java: " + String.join(" ", ON_CLASS_PATH),
        message);
    assertEquals(
        "done", run(ChildJvm.onModulePath(options(message), OpensPages.class, folder.toString())));
    assertNothingIn(home);
  }

  /** With a home folder of its own, and the options that a message names. */
  private List<String> options(String... messages) {
    List<String> options = new ArrayList<>(List.of("-Duser.home=" + home));
    for (String message : messages) {
      options.addAll(List.of(message.substring(message.indexOf(": ") + 2).split(" ", -1)));
    }
    return options;
  }

  /** What a process prints, to the end. */
  private static String run(Process process) throws IOException, InterruptedException {
    try (var out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      assertEquals(0, process.waitFor(), printed);
      return printed;
    }
  }

  private static void assertNothingIn(Path folder) throws IOException {
    List<String> files = files(folder);
    assertTrue(files.stream().noneMatch(file -> file.contains("chronicle")), files::toString);
    assertEquals(List.of(), files);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
