package dev.couchgrass.sync.checkpoint;

import dev.couchgrass.core.document.LocalDocumentId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names what two replications have to share for one to go on where the other ended: source, target,
 * and everything that decides what arrives. It is the id of the local documents with checkpoints.
 */
public record ReplicationId(String value) {
  private static final int BYTES = 16;

  /** Of these, in this order; each is kept apart from the next. */
  public static ReplicationId of(List<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return new ReplicationId(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  LocalDocumentId document() {
    return new LocalDocumentId(value);
  }
}
