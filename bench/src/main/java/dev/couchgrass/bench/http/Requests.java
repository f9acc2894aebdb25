package dev.couchgrass.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The bytes of requests. */
final class Requests {
  private final String headers;

  private Requests(String headers) {
    this.headers = headers;
  }

  static Requests plain() {
    return new Requests("Host: 127.0.0.1\r\nAccept: application/json\r\n");
  }

  Requests with(String name, String value) {
    return new Requests(headers + name + ": " + value + "\r\n");
  }

  Requests basic(String name, String password) {
    byte[] credentials = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    return with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  byte[] send(String method, String path, byte[] json) {
    String head =
        method
            + (" " + path + " HTTP/1.1\r\n" + headers)
            + ("Content-Type: application/json\r\nContent-Length: " + json.length + "\r\n\r\n");
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[start.length + json.length];
    System.arraycopy(start, 0, bytes, 0, start.length);
    System.arraycopy(json, 0, bytes, start.length, json.length);
    return bytes;
  }
}
