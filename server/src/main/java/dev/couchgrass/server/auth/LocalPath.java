package dev.couchgrass.server.auth;

/** Tells paths of this server from what a browser takes for another's. */
final class LocalPath {
  private LocalPath() {}

  /** One slash first, then nothing that a browser would read as a second one. */
  static boolean isOne(String target) {
    return target.startsWith("/")
        && !target.startsWith("//")
        && target.indexOf('\\') < 0
        && target.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
