package dev.couchgrass.cli.control;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The terminal of a command that a server runs: what it reads and writes is the client's.
 *
 * <p>For one thread: in Java 17, who reads from a channel keeps those waiting who write to it.
 */
public final class Session {
  /** The exit code of what is not run at all, or broke. */
  static final int FAILED = 1;

  /** How large a file may be; what is made of it is smaller. */
  static final int MAX_FILE_BYTES = 1 << 26;

  private final DataInputStream in;
  private final DataOutputStream out;

  Session(DataInputStream in, DataOutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** What the client wants; it hears why if that can't be. */
  Request request() throws IOException {
    Frame first = Frame.read(in).require(Frame.Kind.RUN);
    try {
      return Request.decode(first.bytes());
    } catch (IOException e) {
      say(String.valueOf(e.getMessage()));
      exit(FAILED);
      throw e;
    }
  }

  /** Says a line to whoever waits for the command. */
  void say(String what) throws IOException {
    String line = "couchgrass: " + what + System.lineSeparator();
    error().write(line.getBytes(StandardCharsets.UTF_8));
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

  /**
   * A file of the client's, whole.
   *
   * @throws NoSuchFileException if the client finds none of this name
   * @throws IOException if it can't be read, or is larger than {@link #MAX_FILE_BYTES}
   */
  public InputStream file(String name) throws IOException {
    send(Frame.of(Frame.Kind.FILE, name));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      Frame more = next();
      switch (more.kind()) {
        case MISSING -> throw new NoSuchFileException(name);
        case UNREADABLE -> throw new IOException(more.text());
        default -> all.write(more.require(Frame.Kind.INPUT).bytes());
      }
      if (more.bytes().length == 0) {
        return new ByteArrayInputStream(all.toByteArray());
      }
      Arrays.fill(more.bytes(), (byte) 0);
      if (all.size() > MAX_FILE_BYTES) {
        throw new IOException("the file has more than " + MAX_FILE_BYTES + " bytes: " + name);
      }
    }
  }

  /** Asks whoever sits at the client's terminal; empty if nobody does. */
  public Optional<char[]> secret(String question) {
    try {
      send(Frame.of(Frame.Kind.ASK, question));
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
    frame.write(out);
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
