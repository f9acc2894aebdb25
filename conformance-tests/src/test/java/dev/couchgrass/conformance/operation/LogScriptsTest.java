package dev.couchgrass.conformance.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.script.PastedJava;
import dev.couchgrass.conformance.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LogScriptsTest {
  @Provide
  Arbitrary<Script<LogTrial>> scripts() {
    return LogScripts.any();
  }

  @Property(tries = 200)
  void whatIsPrintedIsReadAgain(@ForAll("scripts") Script<LogTrial> script) {
    assertEquals(script, Script.parse(LogTrial.class, script.toString()));
  }

  @Property(tries = 5)
  void whatIsPrintedCanBePasted(@ForAll("scripts") Script<LogTrial> script) throws IOException {
    Path folder = Files.createTempDirectory("pasted");
    assertEquals("", PastedJava.complaints(script.toJava(), folder));
    Files.delete(folder.resolve("Pasted.class"));
    Files.delete(folder.resolve("Pasted.java"));
    Files.delete(folder);
  }
}
