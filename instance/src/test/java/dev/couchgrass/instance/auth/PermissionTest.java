package dev.couchgrass.instance.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PermissionTest {
  private static final List<Permission> LOWEST_FIRST =
      List.of(
          new Permission.Read(),
          new Permission.Write(Permission.MAX_PRIORITY),
          new Permission.Write(1L << 31),
          new Permission.Write(0),
          new Permission.Admin(Permission.MAX_PRIORITY),
          new Permission.Admin(1),
          new Permission.Admin(0));

  @Test
  @Tag("AUT-3")
  void typesRankBeforePriorities() {
    List<Permission> sorted = new ArrayList<>(LOWEST_FIRST);
    Collections.reverse(sorted);
    Collections.sort(sorted);
    assertEquals(LOWEST_FIRST, sorted);
    for (int i = 0; i < LOWEST_FIRST.size(); i++) {
      for (int j = 0; j < LOWEST_FIRST.size(); j++) {
        assertEquals(i >= j, LOWEST_FIRST.get(i).covers(LOWEST_FIRST.get(j)));
      }
    }
  }

  @Test
  @Tag("AUT-14")
  void whatEachMayDo() {
    assertFalse(new Permission.Read().canWrite());
    assertFalse(new Permission.Read().canAdmin());
    assertTrue(new Permission.Write(0).canWrite());
    assertFalse(new Permission.Write(0).canAdmin());
    assertTrue(new Permission.Admin(Permission.MAX_PRIORITY).canWrite());
    assertTrue(new Permission.Admin(Permission.MAX_PRIORITY).canAdmin());
  }

  @Test
  void aPriorityHas32Bits() {
    for (long wrong : new long[] {-1, Permission.MAX_PRIORITY + 1, Long.MIN_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> new Permission.Admin(wrong));
      assertThrows(IllegalArgumentException.class, () -> new Permission.Write(wrong));
    }
  }
}
