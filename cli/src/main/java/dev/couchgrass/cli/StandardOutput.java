package dev.couchgrass.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Tells a closed standard output, which ends a command in silence, from one that can't be written
 * to, say because a disk is full: then what was written is not all there is, and must be said.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream stream;

  StandardOutput(OutputStream stream) {
    this.stream = stream;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException e) {
      if (isClosedPipe(e)) {
        throw new ClosedOutputException(e);
      }
      throw new IOException("cannot write to standard output: " + e.getMessage(), e);
    }
  }

  /**
   * The platform's own words are all that Java hands on: "Broken pipe", "The pipe is being closed".
   */
  private static boolean isClosedPipe(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
  }
}
