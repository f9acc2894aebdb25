package dev.couchgrass.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Lets the server that has a folder open run a command. */
public final class ControlClient implements AutoCloseable {
  /** In UTF-8, of one of Java's chars. */
  private static final int MAX_BYTES_OF_CHAR = 3;

  private static final int PIECE = 1 << 16;

  private final SocketChannel channel;
  private final DataInputStream in;
  private final DataOutputStream out;

  private ControlClient(SocketChannel channel) {
    this.channel = channel;
    this.in = new DataInputStream(Channels.newInputStream(channel));
    this.out = new DataOutputStream(Channels.newOutputStream(channel));
  }

  /** What a command has around it, as far as it is used from elsewhere. */
  public interface Surroundings {
    InputStream in();

    OutputStream out();

    OutputStream err();

    /** Asks whoever sits there; empty if nobody does. */
    Optional<char[]> secret(String question);

    /** Opens a file that an argument names. */
    InputStream open(String name) throws IOException;
  }

  /**
   * What came of the way to a server.
   *
   * @param client empty if none answers
   * @param obstacle why none could be asked, though one may be there
   */
  public record Way(Optional<ControlClient> client, Optional<String> obstacle) {
    /** Nobody is there. */
    public static final Way NONE = new Way(Optional.empty(), Optional.empty());

    private static Way blocked(String obstacle) {
      return new Way(Optional.empty(), Optional.of(obstacle));
    }
  }

  /** Reaches the server that has a folder. */
  public static Way connect(Path folder) {
    try {
      Path path = ControlPath.of(folder);
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? connect(folder, path) : Way.NONE;
    } catch (ConnectException | NoSuchFileException e) {
      // No folder, or a socket that a killed server has left.
      return Way.NONE;
    } catch (IOException | UnsupportedOperationException e) {
      return Way.blocked(String.valueOf(e.getMessage()));
    }
  }

  private static Way connect(Path folder, Path path) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    boolean keep = false;
    try {
      channel.connect(UnixDomainSocketAddress.of(path));
      // Others who may write in the folder must not be told passwords.
      UserPrincipal owner = Files.getOwner(folder.toRealPath());
      UserPrincipal server = Account.of(channel);
      keep = Account.is(server, owner) || Account.is(server, Account.own());
      return keep
          ? new Way(Optional.of(new ControlClient(channel)), Optional.empty())
          : Way.blocked("whoever listens at " + path + " neither owns the folder nor is you");
    } finally {
      if (!keep) {
        channel.close();
      }
    }
  }

  /**
   * Runs a command to its end.
   *
   * @return its exit code
   * @throws IOException if the server ends meanwhile: what the command has done is not known then
   */
  public int run(List<String> arguments, Surroundings around) throws IOException {
    Frame run = new Request(arguments).frame();
    if (run.bytes().length > Frame.MAX_BYTES) {
      throw new IOException("the arguments are too long for the server; use files");
    }
    send(run);
    while (true) {
      Frame frame = next();
      switch (frame.kind()) {
        case OUT -> write(around.out(), frame);
        case ERR -> write(around.err(), frame);
        case READ -> input(around.in(), frame.number());
        case FILE -> file(around, frame.text());
        case ASK -> secret(around, frame.text());
        case EXIT -> {
          return frame.number();
        }
        default -> throw Frame.malformed();
      }
    }
  }

  /** Whether it could be sent. */
  private boolean send(Frame frame) {
    try {
      frame.write(out);
      return true;
    } catch (IOException e) {
      // What it has said before it hung up tells why; if it said nothing, reading fails as well.
      return false;
    }
  }

  private Frame next() throws IOException {
    try {
      return Frame.read(in);
    } catch (EOFException | SocketException e) {
      throw new IOException("the server that has the folder ended before the command did", e);
    }
  }

  private static void write(OutputStream stream, Frame frame) throws IOException {
    stream.write(frame.bytes());
    stream.flush();
  }

  /** What is there, or comes next; nothing at the end. It may be a password, and is wiped. */
  private void input(InputStream stream, int most) throws IOException {
    byte[] buffer = new byte[Math.min(most, PIECE)];
    sendInput(buffer, Math.max(0, stream.read(buffer)));
  }

  private boolean sendInput(byte[] buffer, int count) {
    byte[] bytes = Arrays.copyOf(buffer, count);
    try {
      return send(new Frame(Frame.Kind.INPUT, bytes));
    } finally {
      Arrays.fill(buffer, (byte) 0);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** All of a file, and nothing behind it. */
  private void file(Surroundings around, String name) throws IOException {
    InputStream opened;
    try {
      opened = around.open(name);
    } catch (NoSuchFileException e) {
      send(Frame.of(Frame.Kind.MISSING));
      return;
    } catch (IOException | RuntimeException e) {
      send(Frame.of(Frame.Kind.UNREADABLE, unreadable(name, e)));
      return;
    }
    try (InputStream stream = opened) {
      byte[] buffer = new byte[PIECE];
      boolean more = true;
      while (more) {
        int count = Math.max(0, stream.read(buffer));
        more = sendInput(buffer, count) && count > 0;
      }
    }
  }

  private static String unreadable(String name, Exception cause) {
    return cause instanceof AccessDeniedException
        ? "may not read " + name
        : String.valueOf(cause.getMessage());
  }

  private void secret(Surroundings around, String question) throws IOException {
    Optional<char[]> answer = around.secret(question);
    if (answer.isEmpty()) {
      send(Frame.of(Frame.Kind.NOBODY));
      return;
    }
    char[] secret = answer.get();
    ByteBuffer encoded = ByteBuffer.allocate(secret.length * MAX_BYTES_OF_CHAR);
    byte[] bytes = {};
    try {
      CoderResult unpaired =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(secret), encoded, true);
      if (unpaired.isError()) {
        throw new IOException("what was typed is no text");
      }
      bytes = Arrays.copyOf(encoded.array(), encoded.position());
      send(new Frame(Frame.Kind.SECRET, bytes));
    } finally {
      Arrays.fill(secret, '\0');
      Arrays.fill(encoded.array(), (byte) 0);
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
