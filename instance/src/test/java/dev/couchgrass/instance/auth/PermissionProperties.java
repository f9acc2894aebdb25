package dev.couchgrass.instance.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

class PermissionProperties {
  @Provide
  Arbitrary<Permission> permissions() {
    return RandomAuth.permissions();
  }

  @Provide
  Arbitrary<Bounds> bounds() {
    return RandomAuth.bounds();
  }

  @Property
  @Tag("AUT-3")
  void theOrderIsTotal(
      @ForAll("permissions") Permission a,
      @ForAll("permissions") Permission b,
      @ForAll("permissions") Permission c) {
    assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
    assertEquals(a.equals(b), a.compareTo(b) == 0);
    assertTrue(a.covers(b) || b.covers(a));
    if (a.covers(b) && b.covers(c)) {
      assertTrue(a.covers(c));
    }
  }

  @Property
  @Tag("AUT-3")
  void whoRanksHigherMayDoAsMuch(
      @ForAll("permissions") Permission a, @ForAll("permissions") Permission b) {
    Permission higher = Permission.higher(a, b);
    Permission lower = Permission.lower(a, b);
    assertTrue(higher.canWrite() || !lower.canWrite());
    assertTrue(higher.canAdmin() || !lower.canAdmin());
    assertTrue(higher.covers(lower));
  }

  @Property
  @Tag("AUT-1")
  void whatIsWrittenIsRead(@ForAll("permissions") Permission permission) {
    assertEquals(Optional.of(permission), PermissionForm.read(PermissionForm.write(permission)));
  }

  @Property
  @Tag("AUT-11")
  void nothingIsAboveTheGreatest(
      @ForAll("bounds") Bounds one,
      @ForAll("bounds") Bounds other,
      @ForAll("permissions") Permission permission) {
    Permission clamped = one.and(other).clamp(permission);
    assertTrue(one.max().covers(clamped));
    assertTrue(other.max().covers(clamped));
    assertEquals(one.and(other), other.and(one));
    assertEquals(one, one.and(one));
    assertEquals(clamped, one.and(other).clamp(clamped));
  }

  @Property
  @Tag("AUT-11")
  void nothingIsBelowTheLeast(
      @ForAll("bounds") Bounds bounds, @ForAll("permissions") Permission permission) {
    Permission clamped = bounds.clamp(permission);
    if (bounds.isValid()) {
      assertTrue(bounds.min().map(clamped::covers).orElse(true));
    } else {
      assertEquals(Permission.lower(bounds.max(), permission), clamped);
    }
  }
}
