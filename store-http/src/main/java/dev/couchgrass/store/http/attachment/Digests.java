package dev.couchgrass.store.http.attachment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Digests as CouchDB writes them. */
final class Digests {
  private Digests() {}

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has MD5", e);
    }
  }

  static String written(MessageDigest digest) {
    return "md5-" + Base64.getEncoder().encodeToString(digest.digest());
  }
}
