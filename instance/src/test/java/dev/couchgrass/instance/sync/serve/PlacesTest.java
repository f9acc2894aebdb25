package dev.couchgrass.instance.sync.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places places = new Places(4);

  private void assertFull() {
    StoreException refused = assertThrows(StoreException.class, places::enter);
    assertEquals(ErrorCode.OVERLOADED, refused.code());
  }

  @Test
  @Tag("SYN-26")
  void whoIsNotKnownYetHasHalfOfThem() {
    Places.Place first = places.enter();
    places.enter();
    assertFull();
    first.leave();
    first.leave();
    places.enter();
    assertFull();
  }

  @Test
  @Tag("SYN-26")
  void whoIsPermittedLeavesRoomForThoseWhoCome() {
    Places.Place first = places.enter();
    Places.Place second = places.enter();
    first.prove();
    first.prove();
    second.prove();
    places.enter();
    Places.Place last = places.enter();
    assertFull();
    last.prove();
    // All are taken.
    assertFull();
    first.leave();
    places.enter();
    assertFull();
    last.leave();
    assertFull();
  }
}
