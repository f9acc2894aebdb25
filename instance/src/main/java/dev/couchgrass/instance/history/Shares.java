package dev.couchgrass.instance.history;

import dev.couchgrass.core.key.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who takes how much of a room. Keys that vouch for what they signed share three quarters: each
 * takes half of what the others left, at most, so that there is always some for the next one. All
 * that nobody vouches for has one quarter, so that it keeps nothing else out.
 */
final class Shares {
  private static final int STRANGERS = 4;

  private final Space strangers;
  private final Space known;
  private final Map<Optional<PublicKey>, Space> taken = new HashMap<>();
  private Space takenByKnown = Space.NONE;

  Shares(Space room) {
    this.strangers = room.part(STRANGERS);
    this.known = room.minus(strangers);
  }

  private Space taken(Optional<PublicKey> voucher) {
    return taken.getOrDefault(voucher, Space.NONE);
  }

  /**
   * Whether there is room for something.
   *
   * @param voucher the key that vouches for it; empty if nobody does
   */
  boolean hasRoom(Optional<PublicKey> voucher, Space more) {
    Space own = taken(voucher);
    Space left = voucher.isPresent() ? known.minus(takenByKnown.minus(own)).half() : strangers;
    return own.plus(more).fitsIn(left);
  }

  /** Takes room, be there some or not. */
  void take(Optional<PublicKey> voucher, Space more) {
    put(voucher, taken(voucher).plus(more));
  }

  void release(Optional<PublicKey> voucher, Space less) {
    put(voucher, taken(voucher).minus(less));
  }

  private void put(Optional<PublicKey> voucher, Space now) {
    if (voucher.isPresent()) {
      takenByKnown = takenByKnown.plus(now).minus(taken(voucher));
    }
    if (now.equals(Space.NONE)) {
      taken.remove(voucher);
    } else {
      taken.put(voucher, now);
    }
  }

  void clear() {
    taken.clear();
    takenByKnown = Space.NONE;
  }
}
