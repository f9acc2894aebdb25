package dev.couchgrass.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Tells a closed standard output from other broken streams. */
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
      throw new ClosedOutputException(e);
    }
  }
}
