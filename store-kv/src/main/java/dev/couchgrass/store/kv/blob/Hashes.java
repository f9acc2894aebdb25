package dev.couchgrass.store.kv.blob;

import dev.couchgrass.store.kv.layout.AttachmentRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of attachments, which every Java platform has. */
final class Hashes {
  private Hashes() {}

  static MessageDigest md5() {
    return of("MD5");
  }

  static MessageDigest sha256() {
    return of("SHA-256");
  }

  /** An MD5 as CouchDB writes it. */
  static String written(byte[] md5) {
    return AttachmentRecord.digest(md5);
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("The Java platform lacks a hash that it must have", e);
    }
  }
}
