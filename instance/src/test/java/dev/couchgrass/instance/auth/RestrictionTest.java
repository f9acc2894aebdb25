package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_9;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.CAROL;
import static dev.couchgrass.instance.auth.AuthWorld.MALLORY;
import static dev.couchgrass.instance.auth.AuthWorld.OTHER;
import static dev.couchgrass.instance.auth.AuthWorld.READ;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static dev.couchgrass.instance.auth.AuthWorld.change;
import static dev.couchgrass.instance.auth.AuthWorld.global;
import static dev.couchgrass.instance.auth.AuthWorld.grant;
import static dev.couchgrass.instance.auth.AuthWorld.note;
import static dev.couchgrass.instance.auth.AuthWorld.removed;
import static dev.couchgrass.instance.auth.AuthWorld.revoked;
import static dev.couchgrass.instance.auth.AuthWorld.root;
import static dev.couchgrass.instance.auth.AuthWorld.settings;
import static dev.couchgrass.instance.auth.AuthWorld.signed;
import static dev.couchgrass.instance.auth.AuthWorld.trust;
import static dev.couchgrass.instance.auth.Others.tip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Alice's changes take from what others write without knowing of them. */
class RestrictionTest {
  private static final Doc BEFORE =
      settings(
          grant(ALICE, TOP),
          grant(BOB, ADMIN_5),
          grant(CAROL, WRITE_5),
          global(WRITE_5),
          trust(OTHER, Bounds.upTo(WRITE_5), tip(OTHER, 0)));

  private static final Others OTHERS =
      new Others().with(OTHER, grant(CAROL, TOP), grant(CAROL, READ));

  private static Restriction by(Doc data) {
    return AuthWorld.restriction(ALICE, TOP, BEFORE, data, 1);
  }

  private static Effect effect(Doc restriction, SignedEntry entry) {
    return by(restriction).effectOn(entry, OTHERS);
  }

  /** Why a restriction takes an entry away; empty if it does not. */
  private static Optional<AuthProblem> taken(Doc restriction, SignedEntry entry) {
    return effect(restriction, entry) instanceof Effect.Takes takes
        ? Optional.of(takes.refusal().problem())
        : Optional.empty();
  }

  @Test
  @Tag("AUT-22")
  void aRevocationTakesWhatTheKeyWrites() {
    Doc revocation = revoked(CAROL, WRITE_5);
    SignedEntry carols = signed(note(), CAROL);
    assertEquals(Optional.of(AuthProblem.REVOKED_KEY), taken(revocation, carols));
    assertEquals(Optional.of(AuthProblem.UNKNOWN_KEY), taken(removed(CAROL), carols));
    assertEquals(Optional.empty(), taken(revocation, signed(note(), BOB)));
    assertEquals(Optional.empty(), taken(revoked(BOB, ADMIN_5), carols));
  }

  @Test
  @Tag("AUT-22")
  void aLoweredPermissionTakesWhatItNoLongerAllows() {
    SignedEntry note = signed(note(), BOB);
    SignedEntry change = signed(change(Doc.of("name", Value.of("hay"))), BOB);
    SignedEntry granting = signed(change(grant(MALLORY, ADMIN_5)), BOB);
    assertEquals(Optional.empty(), taken(grant(BOB, WRITE_5), note));
    assertEquals(Optional.of(AuthProblem.NOT_AN_ADMIN), taken(grant(BOB, WRITE_5), change));
    assertEquals(Optional.of(AuthProblem.NOT_A_WRITER), taken(grant(BOB, READ), note));
    assertEquals(Optional.empty(), taken(grant(BOB, ADMIN_9), change));
    assertEquals(Optional.of(AuthProblem.GRANTS_TOO_MUCH), taken(grant(BOB, ADMIN_9), granting));
  }

  @Test
  @Tag("AUT-22")
  void whatIsNoLongerGrantedToAllIsTaken() {
    SignedEntry guest = signed(note().signer(AuthWorld.byGlobal(MALLORY)), MALLORY);
    Doc removal = AuthSettings.NONE.removeGlobal();
    assertEquals(Optional.of(AuthProblem.NO_GLOBAL_GRANT), taken(removal, guest));
    assertEquals(Optional.of(AuthProblem.NOT_A_WRITER), taken(global(READ), guest));
    assertEquals(Optional.empty(), taken(removal, signed(note(), CAROL)));
    assertEquals(Optional.empty(), taken(global(ADMIN_9), guest));
  }

  @Test
  @Tag("AUT-22")
  void aRaisedFloorTakesWhatIsBelow() {
    DelegationStep step = DelegationStep.of(OTHER, List.of(tip(OTHER, 0)));
    SigKey carol = new SigKey.Delegated(List.of(step), new KeyHint.ByKey(CAROL.publicKey()));
    SignedEntry note = signed(note().signer(carol), CAROL);
    Doc raised = trust(OTHER, Bounds.upTo(WRITE_5), tip(OTHER, 1));
    assertEquals(Optional.of(AuthProblem.BELOW_FLOOR), taken(raised, note));
    assertEquals(
        Optional.of(AuthProblem.UNKNOWN_DELEGATION),
        taken(AuthSettings.NONE.removeDelegation(OTHER), note));
    assertEquals(
        Optional.of(AuthProblem.NOT_A_WRITER),
        taken(trust(OTHER, Bounds.upTo(READ), tip(OTHER, 0)), note));
    assertEquals(Optional.empty(), taken(trust(OTHER, Bounds.upTo(ADMIN_9), tip(OTHER, 0)), note));
    Doc unknown = trust(OTHER, Bounds.upTo(WRITE_5), tip(OTHER, 2));
    assertEquals(new Effect.Missing(Set.of(tip(OTHER, 2))), effect(unknown, note));
    assertEquals(
        new Effect.Missing(Set.of(tip(OTHER, 0))), by(raised).effectOn(note, new Others()));
  }

  @Test
  @Tag("AUT-22")
  void whatWasNotAllowedBeforeIsNotTaken() {
    // Somebody else let Mallory write, of which this knows nothing.
    assertEquals(Optional.empty(), taken(revoked(CAROL, WRITE_5), signed(note(), MALLORY)));
    assertEquals(Optional.empty(), taken(removed(MALLORY), signed(note(), MALLORY)));
  }

  @Test
  @Tag("AUT-22")
  void whatTakesNothingTakesNothing() {
    for (Doc data :
        List.of(
            Doc.of("name", Value.of("hay")),
            grant(CAROL, WRITE_5),
            grant(CAROL, TOP),
            grant(MALLORY, WRITE_5),
            AuthSettings.of(BEFORE).rename(CAROL.publicKey(), "carol"))) {
      assertEquals(Optional.empty(), taken(data, signed(note(), CAROL)), data::toString);
      assertEquals(
          Optional.empty(), taken(data, signed(change(removed(CAROL)), ALICE)), data::toString);
    }
  }

  /** Nothing is lowered: but what Bob lowers at the same time ranks above him now. */
  @Test
  @Tag("AUT-22")
  void whatIsRaisedIsOutOfTheReachOfWhoDidNotKnow() {
    SignedEntry lowering = signed(change(removed(CAROL)), BOB);
    SignedEntry granting = signed(change(grant(MALLORY, WRITE_5)), BOB);
    assertEquals(Optional.of(AuthProblem.OUTRANKED), taken(grant(CAROL, TOP), lowering));
    assertEquals(Optional.of(AuthProblem.OUTRANKED), taken(grant(MALLORY, TOP), granting));
    assertEquals(Optional.empty(), taken(grant(CAROL, ADMIN_5), lowering));
  }

  /** Who rewrites the grants as he knows them does not undo a revocation. */
  @Test
  @Tag("AUT-22")
  void aRevocationIsNotUndoneByWhoDidNotKnow() {
    SignedEntry again = signed(change(grant(BOB, ADMIN_5)), BOB);
    assertEquals(Optional.of(AuthProblem.REVOKED_KEY), taken(revoked(BOB, ADMIN_5), again));
  }

  @Test
  @Tag("AUT-24")
  void aNewNameTakesNothing() {
    AuthSettings auth = AuthSettings.of(BEFORE);
    Doc named = auth.rename(CAROL.publicKey(), "carol");
    Doc before = BEFORE.merge(named);
    SignedEntry note = signed(note().signer(AuthWorld.byName("carol")), CAROL);
    Doc data = auth.rename(CAROL.publicKey(), "caroline").merge(revoked(BOB, ADMIN_5));
    Restriction restriction = AuthWorld.restriction(ALICE, TOP, before, data, 1);
    assertEquals(new Effect.Leaves(), restriction.effectOn(note, OTHERS));
  }

  @Test
  void aRootIsNeverTaken() {
    SignedEntry root = signed(root(grant(BOB, TOP)), BOB);
    assertEquals(Optional.empty(), taken(removed(BOB), root));
  }

  @Test
  void isTheEntryThatItIs() {
    Restriction restriction = by(removed(BOB));
    assertEquals(change(removed(BOB)).sign(ALICE).id(), restriction.id());
    assertEquals(1, restriction.height());
    assertEquals(restriction, by(removed(BOB)));
    assertEquals(restriction.hashCode(), by(removed(BOB)).hashCode());
    assertFalse(restriction.equals(by(removed(CAROL))));
    assertEquals(restriction.id().toString(), restriction.toString());
  }
}
