package dev.couchgrass.server.replicator.request;

import dev.couchgrass.store.result.UpdateSequence;
import dev.couchgrass.sync.options.ReplicationOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** A replication that somebody wants. */
public record ReplicationRequest(
    Side source, Side target, boolean createTarget, ReplicationOptions options, UserContext user) {
  private static final int ID_BYTES = 16;

  public ReplicationRequest {
    Objects.requireNonNull(source);
    Objects.requireNonNull(target);
    Objects.requireNonNull(options);
    Objects.requireNonNull(user);
  }

  /** Whether it goes on without end. */
  public boolean continuous() {
    return options.live();
  }

  /**
   * What names it, in CouchDB's form: equal for requests that would do the same. Known without
   * asking either side, so that it is good for taking the request back.
   */
  public String id() {
    MessageDigest digest = sha256();
    for (String part :
        List.of(
            source.identity(),
            target.identity(),
            options.selection().identity(),
            options.winnersOnly() ? "winners" : "leaves",
            options.since().map(UpdateSequence::token).orElse(""))) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES)
        + (continuous() ? "+continuous" : "")
        + (createTarget ? "+create_target" : "");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
