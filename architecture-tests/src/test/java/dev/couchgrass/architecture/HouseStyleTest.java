package dev.couchgrass.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseStyleTest {
  static List<Path> packages() {
    return SourceTree.packageFolders();
  }

  static Stream<Path> moduleDescriptors() {
    return SourceTree.sourceFolders().stream().map(folder -> folder.resolve("module-info.java"));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageSaysWhatItIsForAndIsNullMarked(Path folder) {
    Path description = folder.resolve("package-info.java");
    assertTrue(Files.exists(description), () -> description + " is missing");
    String text = SourceTree.text(description);
    assertTrue(text.startsWith("/**"), () -> description + " has no Javadoc");
    assertTrue(text.contains("\n@NullMarked\npackage "), () -> description + " is not @NullMarked");
  }

  @ParameterizedTest
  @MethodSource("moduleDescriptors")
  void aModuleSaysWhatItIsFor(Path descriptor) {
    assertTrue(Files.exists(descriptor), () -> descriptor + " is missing");
    String text = SourceTree.text(descriptor);
    assertTrue(
        text.matches("(?s).*\\*/\\s+(@[^\n]+\\s+)*(open )?module .*"),
        () -> descriptor + " has no Javadoc");
  }
}
