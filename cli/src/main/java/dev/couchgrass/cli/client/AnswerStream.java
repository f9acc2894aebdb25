package dev.couchgrass.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer's body as it comes, which says what was asked if the connection breaks. */
final class AnswerStream extends FilterInputStream {
  private final String asked;

  AnswerStream(InputStream body, String asked) {
    super(body);
    this.asked = asked;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw BrokenExchangeException.of(asked, e);
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (IOException e) {
      throw BrokenExchangeException.of(asked, e);
    }
  }
}
