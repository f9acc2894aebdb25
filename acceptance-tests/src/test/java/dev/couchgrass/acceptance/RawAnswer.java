package dev.couchgrass.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
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
  private static final int HESITATION_MILLISECONDS = 2_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
  private static final Pattern HEAD_END = Pattern.compile("\r?\n\r?\n");
  private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: *(\\d{1,8})");

  /**
   * Sends the bytes and reads one answer. Ends the sending if the bytes promise more than they
   * hold, or after a while if the server seems to think so: it takes the end for the client's going
   * away, so that a whole request that ended at once could be carried out without an answer.
   *
   * @throws SocketTimeoutException if the server neither answers nor closes
   */
  static RawAnswer to(byte[] request, int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      InputStream answer = new BufferedInputStream(socket.getInputStream());
      try {
        socket.getOutputStream().write(request);
        if (!isWhole(request) || !begins(answer, socket)) {
          socket.shutdownOutput();
        }
      } catch (SocketException closedEarly) {
        // The answer may be there all the same.
      }
      socket.setSoTimeout(PATIENCE_MILLISECONDS);
      return read(answer);
    }
  }

  private static boolean isWhole(byte[] bytes) {
    String request = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher end = HEAD_END.matcher(request);
    if (!end.find()) {
      return false;
    }
    Matcher length = LENGTH.matcher(request).region(0, end.end());
    return !length.find() || bytes.length - end.end() >= Integer.parseInt(length.group(1));
  }

  private static boolean begins(InputStream answer, Socket socket) throws IOException {
    socket.setSoTimeout(HESITATION_MILLISECONDS);
    answer.mark(1);
    try {
      answer.read();
      answer.reset();
      return true;
    } catch (SocketTimeoutException nothingYet) {
      return false;
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
