package dev.couchgrass.store.operation;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.key.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * What is known of a node of a network.
 *
 * @param id the node's key
 * @param bootstrap whether others may begin with it
 * @param stale whether it was not heard of for long: it is left out where nodes are looked for
 * @param addresses where it can be reached, the best first, in the transports' own words
 */
public record NodeInfo(PublicKey id, boolean bootstrap, boolean stale, List<String> addresses) {
  /** The most addresses of a node. */
  public static final int MAX_ADDRESSES = 16;

  /** The longest address, in bytes of UTF-8. */
  public static final int MAX_ADDRESS_BYTES = 2048;

  /**
   * @throws InvalidInputException if there are too many addresses, or one is empty, too long, or no
   *     Unicode
   */
  public NodeInfo {
    Objects.requireNonNull(id);
    addresses = List.copyOf(addresses);
    if (addresses.size() > MAX_ADDRESSES) {
      throw new InvalidInputException(Problem.TOO_LARGE, "A node has too many addresses");
    }
    addresses.forEach(NodeInfo::requireAddress);
  }

  private static void requireAddress(String address) {
    int length = address.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0
        || length > MAX_ADDRESS_BYTES
        || !StandardCharsets.UTF_8.newEncoder().canEncode(address)) {
      throw new InvalidInputException(Problem.BAD_REQUEST, "Malformed address of a node");
    }
  }

  /** A node that may be reached at some addresses. */
  public static NodeInfo of(PublicKey id, String... addresses) {
    return new NodeInfo(id, false, false, List.of(addresses));
  }

  /** The same, but for whether others may begin with it. */
  public NodeInfo withBootstrap(boolean value) {
    return new NodeInfo(id, value, stale, addresses);
  }

  /** The same, but for whether it was not heard of for long. */
  public NodeInfo withStale(boolean value) {
    return new NodeInfo(id, bootstrap, value, addresses);
  }
}
