package dev.couchgrass.store.http.attachment;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;

/** How many bytes may wait on this side, of all databases together. */
public final class Room {
  private final long most;
  private long taken;

  public Room(long most) {
    this.most = most;
  }

  /**
   * Takes room for more bytes of one attachment.
   *
   * @param before how many it has taken already
   */
  void take(long before, long more) {
    if (before + more > most) {
      throw Intake.tooLarge();
    }
    if (taken + more > most) {
      throw new StoreException(
          ErrorCode.OVERLOADED, "Other staged attachments have all the room there is");
    }
    taken += more;
  }

  void give(long bytes) {
    taken -= bytes;
  }
}
