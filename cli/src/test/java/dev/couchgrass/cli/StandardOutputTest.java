package dev.couchgrass.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  private static OutputStream failing(String message) {
    return new StandardOutput(
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException(message);
          }
        });
  }

  @Test
  void aReaderThatHasGoneIsNoFailureToTell() {
    assertThrows(ClosedOutputException.class, () -> failing("Broken pipe").write(1));
  }

  @Test
  void aFullDiskIsToldInWords() {
    IOException failure =
        assertThrows(IOException.class, () -> failing("No space left on device").write(1));
    assertEquals(
        "cannot write to standard output: No space left on device", Failure.of(failure).message());
  }
}
