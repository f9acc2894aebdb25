package dev.couchgrass.server.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that does no more and no less than it is told. Reading gives up after 20 s. */
public final class RawClient implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Sends text, each character as a byte. */
  public RawClient send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return this;
  }

  /** Asks for something, and reads the answer's head. */
  public String get(String path) throws IOException {
    send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return until("\r\n\r\n");
  }

  /** Reads up to and including {@code mark}, or to the end of the stream. */
  public String until(String mark) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(mark)) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      read.write(b);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads one chunk of a chunked answer; empty at its end. */
  public String chunk() throws IOException {
    int length = Integer.parseInt(until("\r\n").strip(), 16);
    String chunk = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    until("\r\n");
    return chunk;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
