package dev.couchgrass.conformance.script;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A statement, pasted into a test of an adapter's suite. */
public final class PastedJava {
  private static final String CLASS_PATH =
      Stream.of("java.class.path", "jdk.module.path")
          .map(property -> System.getProperty(property, ""))
          .filter(path -> !path.isEmpty())
          .collect(Collectors.joining(System.getProperty("path.separator")));

  private static final String SUITE =
      """
      import dev.couchgrass.conformance.EngineConformance;
      import dev.couchgrass.conformance.engine.EngineTrial;
      import dev.couchgrass.conformance.entry.EntryTrial;
      import dev.couchgrass.conformance.home.EngineHome;
      import dev.couchgrass.conformance.model.StoreTrial;
      import dev.couchgrass.conformance.operation.LogTrial;
      import dev.couchgrass.conformance.operation.NoteTrial;
      import dev.couchgrass.conformance.operation.OrderTrial;
      import java.io.IOException;
      import org.junit.jupiter.api.Test;

      class Pasted extends EngineConformance {
        @Override
        protected EngineHome engine() throws IOException {
          throw new IOException();
        }

        @Test
        void whatFailed() throws IOException {
      PASTED
        }
      }
      """;

  private PastedJava() {}

  /** What a compiler says of it; nothing if it is right. */
  public static String complaints(String statement, Path folder) throws IOException {
    Path source = folder.resolve("Pasted.java");
    Files.writeString(source, SUITE.replace("PASTED", statement));
    StringWriter complaints = new StringWriter();
    PrintWriter out = new PrintWriter(complaints);
    ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(out, out, "-proc:none", "-d", folder.toString(), "-cp", CLASS_PATH, source.toString());
    return complaints.toString();
  }
}
