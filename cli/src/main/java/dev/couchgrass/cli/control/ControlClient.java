package dev.couchgrass.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lets the server that has a folder open run a command. */
public final class ControlClient implements AutoCloseable {
  /** In UTF-8, of one of Java's chars. */
  private static final int MAX_BYTES_OF_CHAR = 3;

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;

  private ControlClient(SocketChannel channel) {
    this.channel = channel;
    this.in = new DataInputStream(Channels.newInputStream(channel));
    this.out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  /** What a command has around it, as far as it is used from elsewhere. */
  public record Surroundings(
      InputStream in,
      OutputStream out,
      OutputStream err,
      Function<String, Optional<char[]>> secrets) {}

  /** Reaches the server that has a folder; empty if none answers there. */
  public static Optional<ControlClient> connect(Path folder) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(ControlPath.of(folder)));
        return Optional.of(new ControlClient(channel));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      // No socket, one that a killed server left, or a system that has none: nobody is there.
      return Optional.empty();
    }
  }

  /**
   * Runs a command to its end.
   *
   * @return its exit code
   * @throws IOException if the server ends meanwhile: what the command has done is not known then
   */
  public int run(List<String> arguments, Path directory, Surroundings around) throws IOException {
    send(new Frame(Frame.Kind.RUN, new Request(arguments, directory).encode()));
    while (true) {
      Frame frame = next();
      switch (frame.kind()) {
        case OUT -> write(around.out(), frame);
        case ERR -> write(around.err(), frame);
        case READ -> input(around.in(), frame.number());
        case ASK -> secret(around, new String(frame.bytes(), StandardCharsets.UTF_8));
        case EXIT -> {
          return frame.number();
        }
        default -> throw Frame.malformed();
      }
    }
  }

  private void send(Frame frame) throws IOException {
    try {
      frame.write(out);
    } catch (IOException e) {
      throw ended(e);
    }
  }

  private Frame next() throws IOException {
    try {
      return Frame.read(in);
    } catch (EOFException | SocketException e) {
      throw ended(e);
    }
  }

  private static IOException ended(IOException cause) {
    return new IOException("the server that has the folder ended before the command did", cause);
  }

  private static void write(OutputStream stream, Frame frame) throws IOException {
    stream.write(frame.bytes());
    stream.flush();
  }

  /** What is there, or comes next; nothing at the end. It may be a password, and is wiped. */
  private void input(InputStream stream, int most) throws IOException {
    byte[] buffer = new byte[Math.min(most, Frame.MAX_BYTES)];
    int count = Math.max(0, stream.read(buffer));
    byte[] bytes = Arrays.copyOf(buffer, count);
    send(new Frame(Frame.Kind.INPUT, bytes));
    Arrays.fill(buffer, (byte) 0);
    Arrays.fill(bytes, (byte) 0);
  }

  private void secret(Surroundings around, String question) throws IOException {
    Optional<char[]> answer = around.secrets().apply(question);
    if (answer.isEmpty()) {
      send(Frame.of(Frame.Kind.NOBODY));
      return;
    }
    char[] secret = answer.get();
    ByteBuffer encoded = ByteBuffer.allocate(secret.length * MAX_BYTES_OF_CHAR);
    CoderResult unpaired =
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret), encoded, true);
    Arrays.fill(secret, '\0');
    if (unpaired.isError()) {
      throw new IOException("what was typed is no text");
    }
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    send(new Frame(Frame.Kind.SECRET, bytes));
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(encoded.array(), (byte) 0);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
