package dev.couchgrass.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FutureHandlersTest {
  /** Fewer would mean that they are not found. */
  private static final int FEWEST_FILES = 1_000;

  @TempDir Path folder;

  /** But for the test that shows why. */
  @Test
  void nothingIsChainedToAFutureBehindItsHandlers() {
    List<Path> files =
        SourceTree.javaFiles().stream().filter(file -> !file.endsWith("EffectsTest.java")).toList();
    assertTrue(files.size() >= FEWEST_FILES, () -> "Only " + files.size());
    assertEquals(List.of(), FutureHandlers.used(files));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return future.onSuccess(x -> y());",
        "Future<Void> same = future.onFailure(x -> y());",
        "future.onComplete(x -> y()).map(z);",
        "future.compose(v -> other.onSuccess(x -> y()));",
        "call(() -> future.onComplete(x -> y()));",
        "future.onSuccess(x -> y()).recover(z).onFailure(w);",
      })
  void eachUseIsFound(String statement) throws IOException {
    assertEquals(1, used(statement).size(), statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "future.onSuccess(x -> y());",
        "future.map(x).onSuccess(x -> y()).onFailure(z);",
        "return future.andThen(onSuccess(x -> y()));",
        "call(() -> { future.onComplete(x -> y()); });",
        "// return future.onSuccess(x);",
      })
  void whatIsThrownAwayIsNone(String statement) throws IOException {
    assertEquals(List.of(), used(statement));
  }

  private List<String> used(String statement) throws IOException {
    Path file = folder.resolve("A.java");
    Files.writeString(file, "class A { Object a() { " + statement + "\n} }");
    return FutureHandlers.used(List.of(file));
  }
}
