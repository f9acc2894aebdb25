package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.OTHER;
import static dev.couchgrass.instance.auth.AuthWorld.READ;
import static dev.couchgrass.instance.auth.AuthWorld.THIRD;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocList;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DelegationTest {
  private static final Delegation TRUST =
      Delegation.of(OTHER, List.of(THIRD, OTHER), Bounds.upTo(ADMIN_5).withMin(READ));

  @Test
  @Tag("AUT-1")
  @Tag("AUT-2")
  void whatIsWrittenIsRead() {
    Value form = DelegationForm.write(TRUST);
    assertTrue(((Doc) form).isAtomic());
    assertEquals(Optional.of(TRUST), DelegationForm.read(OTHER, form));
    assertEquals(form, DelegationForm.write(TRUST));
    Delegation plain = Delegation.of(OTHER, List.of(OTHER), Bounds.upTo(WRITE_5));
    assertEquals(Optional.of(plain), DelegationForm.read(OTHER, DelegationForm.write(plain)));
    assertEquals(2, TRUST.tips().size());
    assertEquals(OTHER, TRUST.database());
  }

  private static Optional<Delegation> read(String name, Value value) {
    Doc sound = (Doc) DelegationForm.write(TRUST);
    return DelegationForm.read(OTHER, sound.merge(Doc.of(name, value)));
  }

  private static Optional<Delegation> readTips(List<String> tips) {
    Value list = DocList.of(tips.stream().map(Value::of).toList(), () -> 0).atomic();
    return read("tree", Doc.of("tips", list));
  }

  private static List<String> many(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(AuthWorld.id("tip " + i).toString());
    }
    return ids;
  }

  @Test
  @Tag("AUT-1")
  void whatIsMalformedIsNoDelegation() {
    Cid raw = Cid.of(Codec.RAW, new byte[] {1});
    assertEquals(Optional.empty(), DelegationForm.read(OTHER, Value.of(OTHER.toString())));
    assertEquals(Optional.empty(), DelegationForm.read(THIRD, DelegationForm.write(TRUST)));
    assertEquals(Optional.empty(), read("tree", Value.of(OTHER.toString())));
    assertEquals(Optional.empty(), read("tree", Doc.of("tips", Value.of(OTHER.toString()))));
    assertEquals(Optional.empty(), readTips(List.of()));
    assertEquals(Optional.empty(), readTips(List.of(OTHER.toString(), "tip")));
    assertEquals(Optional.empty(), readTips(List.of(raw.toString())));
    assertEquals(Optional.empty(), readTips(many(65)));
    assertEquals(64, readTips(many(64)).orElseThrow().tips().size());
    assertEquals(Optional.empty(), read("permission_bounds", Doc.of("max", Value.of("Admin"))));
    assertEquals(Optional.empty(), read("permission_bounds", Doc.of("min", Value.of("Read"))));
    assertEquals(Optional.empty(), read("permission_bounds", Value.of(1)));
  }

  @Test
  @Tag("AUT-11")
  void boundsLowerAndRaise() {
    Bounds bounds = Bounds.upTo(ADMIN_5).withMin(WRITE_5);
    assertEquals(ADMIN_5, bounds.clamp(TOP));
    assertEquals(new Permission.Admin(6), bounds.clamp(new Permission.Admin(6)));
    assertEquals(WRITE_5, bounds.clamp(new Permission.Write(6)));
    assertEquals(WRITE_5, bounds.clamp(READ));
    assertEquals(READ, Bounds.upTo(ADMIN_5).clamp(READ));
  }

  @Test
  @Tag("AUT-11")
  void aLeastAboveTheGreatestIsNotHeeded() {
    Bounds invalid = Bounds.upTo(WRITE_5).withMin(TOP);
    assertFalse(invalid.isValid());
    assertEquals(READ, invalid.clamp(READ));
    assertEquals(WRITE_5, invalid.clamp(ADMIN_5));
    Bounds both = Bounds.upTo(TOP).withMin(ADMIN_5).and(Bounds.upTo(WRITE_5));
    assertEquals(invalid.max(), both.max());
    assertEquals(READ, both.clamp(READ));
    Delegation wrong = Delegation.of(OTHER, List.of(OTHER), invalid);
    assertThrows(IllegalArgumentException.class, () -> AuthSettings.NONE.putDelegation(wrong));
    assertEquals(Optional.of(wrong), DelegationForm.read(OTHER, DelegationForm.write(wrong)));
  }

  @Test
  @Tag("AUT-11")
  void theNarrowerOfTwoBoundsCounts() {
    Bounds one = Bounds.upTo(TOP).withMin(READ);
    Bounds other = Bounds.upTo(ADMIN_5).withMin(WRITE_5);
    assertEquals(other, one.and(other));
    assertEquals(Bounds.upTo(ADMIN_5).withMin(READ), one.and(Bounds.upTo(ADMIN_5)));
    assertEquals(Bounds.upTo(ADMIN_5).withMin(READ), Bounds.upTo(ADMIN_5).and(one));
  }
}
