package dev.couchgrass.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The terminal of a command that a server runs: what it reads and writes is the client's.
 *
 * <p>One thread reads and asks; several may write.
 */
public final class Session {
  private final DataInputStream in;
  private final DataOutputStream out;

  Session(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The client's standard input, of which no more is taken than is read. */
  public InputStream input() {
    return new Input();
  }

  /** The client's standard output. */
  public OutputStream output() {
    return new Output(Frame.Kind.OUT);
  }

  /** The client's standard error. */
  public OutputStream error() {
    return new Output(Frame.Kind.ERR);
  }

  /** Asks whoever sits at the client's terminal; empty if nobody does. */
  public Optional<char[]> secret(String question) {
    try {
      send(new Frame(Frame.Kind.ASK, question.getBytes(StandardCharsets.UTF_8)));
      Frame answer = next();
      if (answer.kind() == Frame.Kind.NOBODY) {
        return Optional.empty();
      }
      return Optional.of(secret(answer.require(Frame.Kind.SECRET).bytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Frame next() throws IOException {
    try {
      return Frame.read(in);
    } catch (EOFException e) {
      throw new IOException("the server is being stopped, or the command was", e);
    }
  }

  private static char[] secret(byte[] bytes) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] secret = Arrays.copyOf(decoded.array(), decoded.limit());
    Arrays.fill(decoded.array(), '\0');
    Arrays.fill(bytes, (byte) 0);
    return secret;
  }

  void exit(int code) throws IOException {
    send(Frame.of(Frame.Kind.EXIT, code));
  }

  private void send(Frame frame) throws IOException {
    synchronized (out) {
      frame.write(out);
    }
  }

  private final class Input extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      send(Frame.of(Frame.Kind.READ, length));
      byte[] more = next().require(Frame.Kind.INPUT).bytes();
      if (more.length > length) {
        throw Frame.malformed();
      }
      System.arraycopy(more, 0, bytes, offset, more.length);
      Arrays.fill(more, (byte) 0);
      return more.length == 0 ? -1 : more.length;
    }
  }

  private final class Output extends OutputStream {
    private final Frame.Kind kind;

    Output(Frame.Kind kind) {
      this.kind = kind;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      for (int from = offset; from < offset + length; from += Frame.MAX_BYTES) {
        int until = Math.min(offset + length, from + Frame.MAX_BYTES);
        send(new Frame(kind, Arrays.copyOfRange(bytes, from, until)));
      }
    }
  }
}
