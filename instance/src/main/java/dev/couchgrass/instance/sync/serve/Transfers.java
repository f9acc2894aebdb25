package dev.couchgrass.instance.sync.serve;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.peer.PeerLimits;
import dev.couchgrass.instance.sync.paging.EntryPages;
import dev.couchgrass.instance.wire.PeerProblem;
import dev.couchgrass.store.entry.StoredEntry;
import dev.couchgrass.store.result.ResultCursor;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What peers pull and have not got to the end of. A transfer that nobody goes on with is forgotten:
 * whoever comes back begins anew, with what came. For several threads.
 */
final class Transfers {
  private static final int NAME_BYTES = 16;

  private record Open(PublicKey key, EntryPages transfer, long until) {}

  private final PeerLimits limits;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<String, Open> open = new LinkedHashMap<>();

  Transfers(PeerLimits limits, InstantSource clock, SecureRandom random) {
    this.limits = limits;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Begins a transfer, which is in use until it is {@link #put} back. If the peer has too many, its
   * oldest makes room.
   *
   * @throws Decline if others have so many that there is no room
   */
  synchronized EntryPages begin(PublicKey key, ResultCursor<StoredEntry> cursor) {
    sweep();
    List<String> ofKey = new ArrayList<>();
    open.forEach(
        (name, each) -> {
          if (each.key().equals(key)) {
            ofKey.add(name);
          }
        });
    if (ofKey.size() >= limits.transfersEach()) {
      close(ofKey.get(0));
    }
    if (open.size() >= limits.transfers()) {
      cursor.close();
      throw new Decline(PeerProblem.BUSY);
    }
    return new EntryPages(cursor);
  }

  /** Keeps a transfer for later, by a name that nobody guesses. */
  synchronized String put(PublicKey key, EntryPages transfer) {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    String name = HexFormat.of().formatHex(bytes);
    open.put(name, new Open(key, transfer, clock.millis() + limits.transferIdle().toMillis()));
    return name;
  }

  /**
   * Takes a transfer to go on with.
   *
   * @throws Decline if there is none of this name, or it is another peer's
   */
  synchronized EntryPages take(PublicKey key, String name) {
    sweep();
    return Optional.ofNullable(open.get(name))
        .filter(it -> it.key().equals(key))
        .map(
            it -> {
              open.remove(name);
              return it.transfer();
            })
        .orElseThrow(() -> new Decline(PeerProblem.TRANSFER_ENDED));
  }

  private void sweep() {
    long now = clock.millis();
    List<String> old = new ArrayList<>();
    open.forEach(
        (name, each) -> {
          if (each.until() <= now) {
            old.add(name);
          }
        });
    old.forEach(this::close);
  }

  private void close(String name) {
    Optional.ofNullable(open.remove(name)).ifPresent(it -> it.transfer().close());
  }

  /** Forgets those that nobody goes on with, or all of them. */
  synchronized void clear() {
    List.copyOf(open.keySet()).forEach(this::close);
  }

  /** As a timer does, so that what is forgotten does not wait for the next peer. */
  synchronized void forgetIdle() {
    sweep();
  }
}
