package dev.couchgrass.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.server.options.Authentication;
import dev.couchgrass.server.testing.SteppingClock;
import dev.couchgrass.server.testing.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockoutTest {
  private final SteppingClock clock = new SteppingClock();
  private final Lockout lockout = new Lockout(Authentication.DEFAULTS, clock);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      lockout.failed("ben", "1.2.3.4");
    }
  }

  @Test
  void locksNameAndAddressTogether() {
    fail(4);
    assertFalse(lockout.locked("ben", "1.2.3.4"));
    fail(1);
    assertTrue(lockout.locked("ben", "1.2.3.4"));
    assertFalse(lockout.locked("ben", "1.2.3.5"));
    assertFalse(lockout.locked("anna", "1.2.3.4"));
  }

  @Test
  void endsWithTimeOrSuccess() {
    fail(5);
    clock.advance(Authentication.DEFAULTS.lockout());
    assertFalse(lockout.locked("ben", "1.2.3.4"));
    fail(4);
    assertFalse(lockout.locked("ben", "1.2.3.4"), "old failures count no more");
    lockout.succeeded("ben", "1.2.3.4");
    fail(4);
    assertFalse(lockout.locked("ben", "1.2.3.4"));
  }

  @Test
  void theTableIsBounded() {
    BoundedTable<Integer, Integer> table = new BoundedTable<>(3);
    for (int i = 0; i < 100; i++) {
      table.put(i, i);
    }
    assertEquals(3, table.size());
    assertTrue(table.get(99).isPresent());
  }

  @Test
  void aLockedOutNameIsRefusedEvenWithItsPassword() {
    try (TestServer server = new TestServer()) {
      server.addUser("ben", "secret");
      for (int i = 0; i < 5; i++) {
        assertEquals(401, server.logIn("ben", "wrong").status());
      }
      assertEquals(403, server.logIn("ben", "secret").status());
      assertEquals(200, server.logIn(TestServer.ADMIN, TestServer.PASSWORD).status());
      server.clock.advance(Duration.ofMinutes(6));
      assertEquals(200, server.logIn("ben", "secret").status());
    }
  }
}
