package dev.couchgrass.cli.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One thing that a command and a server say to each other: a byte for what it is, four for how long
 * it is, and the rest.
 */
record Frame(Kind kind, byte[] bytes) {
  /** The longest; a longer output is told in several. */
  static final int MAX_BYTES = 1 << 20;

  private static final byte[] NOTHING = {};

  /** What is said. */
  enum Kind {
    /** Client: run this, a {@link Request}. Once, first. */
    RUN('c'),
    /** Server: a part of the command's output. */
    OUT('o'),
    /** Server: something to be said to a person. */
    ERR('e'),
    /** Server: wants so many bytes of the standard input, at most. */
    READ('r'),
    /** Server: wants all of a file, of this name. */
    FILE('f'),
    /** Client: these; none at the end of the input, or the file. */
    INPUT('i'),
    /** Client: there is no such file. */
    MISSING('m'),
    /** Client: it can't be read, for this reason. */
    UNREADABLE('u'),
    /** Server: ask for a secret, with this question. */
    ASK('a'),
    /** Client: the secret. */
    SECRET('s'),
    /** Client: nobody is there to ask. */
    NOBODY('n'),
    /** Server: it has ended, with this exit code. Last. */
    EXIT('x');

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) throws IOException {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw malformed();
    }
  }

  static Frame of(Kind kind) {
    return new Frame(kind, NOTHING);
  }

  static Frame of(Kind kind, int number) {
    return new Frame(kind, ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  static Frame of(Kind kind, String text) {
    return new Frame(kind, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The number that is all there is; it is not negative. */
  int number() throws IOException {
    int number = bytes.length == Integer.BYTES ? ByteBuffer.wrap(bytes).getInt() : -1;
    if (number < 0) {
      throw malformed();
    }
    return number;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The same frame, if it is of a kind. */
  Frame require(Kind wanted) throws IOException {
    if (kind != wanted) {
      throw malformed();
    }
    return this;
  }

  static IOException malformed() {
    return new IOException("what came over the folder's socket makes no sense");
  }

  void write(DataOutputStream out) throws IOException {
    out.writeByte(kind.code);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  /**
   * Reads the next one.
   *
   * @throws EOFException at the end
   */
  static Frame read(DataInputStream in) throws IOException {
    Kind kind = Kind.of(in.readUnsignedByte());
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw malformed();
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new Frame(kind, bytes);
  }
}
