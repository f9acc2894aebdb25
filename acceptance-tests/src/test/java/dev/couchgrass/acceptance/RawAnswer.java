package dev.couchgrass.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server answered to bytes that may not be a request at all.
 *
 * @param status 0 if the server closed the connection without a word
 */
record RawAnswer(int status, String head, String body) {
  private static final int PATIENCE_MILLISECONDS = 20_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  /**
   * Sends the bytes, ends the sending, and reads one answer.
   *
   * @throws java.net.SocketTimeoutException if the server neither answers nor closes
   */
  static RawAnswer to(byte[] request, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      try {
        socket.getOutputStream().write(request);
        socket.shutdownOutput();
      } catch (SocketException closedEarly) {
        // The answer may be there all the same.
      }
      return read(socket.getInputStream());
    }
  }

  private static RawAnswer read(InputStream in) throws IOException {
    String head;
    try {
      head = readHead(in);
    } catch (SocketException reset) {
      return new RawAnswer(0, "", "");
    }
    Matcher status = STATUS.matcher(head);
    if (!status.lookingAt()) {
      return new RawAnswer(0, head, "");
    }
    Matcher length = LENGTH.matcher(head);
    String body =
        length.find()
            ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
            : "";
    return new RawAnswer(Integer.parseInt(status.group(1)), head, body);
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      head.write(octet);
      last = (last << 8) | octet;
      if (last == 0x0d0a0d0a) {
        break;
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
