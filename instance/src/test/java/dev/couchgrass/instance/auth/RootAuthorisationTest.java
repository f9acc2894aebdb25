package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_9;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.MALLORY;
import static dev.couchgrass.instance.auth.AuthWorld.OTHER;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static dev.couchgrass.instance.auth.AuthWorld.allowed;
import static dev.couchgrass.instance.auth.AuthWorld.check;
import static dev.couchgrass.instance.auth.AuthWorld.grant;
import static dev.couchgrass.instance.auth.AuthWorld.problem;
import static dev.couchgrass.instance.auth.AuthWorld.put;
import static dev.couchgrass.instance.auth.AuthWorld.revoked;
import static dev.couchgrass.instance.auth.AuthWorld.root;
import static dev.couchgrass.instance.auth.AuthWorld.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.DelegationStep;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.StoreNames;
import dev.couchgrass.core.entry.Subtree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RootAuthorisationTest {
  private static Optional<AuthProblem> refused(Entry root) {
    return problem(root, Doc.EMPTY);
  }

  @Test
  @Tag("AUT-15")
  void aRootIsAuthorisedByItsOwnSettings() {
    Doc own = settings(put(ALICE, KeyGrant.of(ADMIN_9).withName("a")), grant(BOB, TOP));
    Entry root = root(own).sign(ALICE);
    assertEquals(allowed(ALICE, ADMIN_9), check(root, Doc.EMPTY));
    assertEquals(
        allowed(ALICE, ADMIN_9), check(root(own).signer(AuthWorld.byName("a")).sign(ALICE), own));
    SignedEntry signed = new SignedEntry(root, ALICE.publicKey());
    assertEquals(
        allowed(ALICE, ADMIN_9),
        Authorisation.checkAgain(signed, revoked(ALICE, TOP), DelegatedSettings.NONE));
  }

  @Test
  @Tag("AUT-15")
  void whatItSeemsToPinDoesNotMatter() {
    Entry foreign = root(grant(ALICE, TOP)).sign(MALLORY);
    assertEquals(Optional.of(AuthProblem.ROOT_NOT_BY_ADMIN), refused(foreign));
    assertEquals(Optional.of(AuthProblem.ROOT_NOT_BY_ADMIN), problem(foreign, grant(MALLORY, TOP)));
    assertEquals(
        allowed(ALICE, TOP), check(root(grant(ALICE, TOP)).sign(ALICE), grant(MALLORY, TOP)));
  }

  @Test
  @Tag("AUT-15")
  void itsSignerIsAnActiveAdminOfIt() {
    Doc admin = grant(ALICE, TOP);
    AuthProblem problem = AuthProblem.ROOT_NOT_BY_ADMIN;
    assertEquals(
        Optional.of(problem), refused(root(settings(admin, grant(BOB, WRITE_5))).sign(BOB)));
    assertEquals(Optional.of(problem), refused(root(settings(admin, revoked(BOB, TOP))).sign(BOB)));
    Entry forged = root(admin).signer(AuthWorld.byKey(ALICE)).sign(MALLORY);
    assertEquals(Optional.of(AuthProblem.BAD_SIGNATURE), refused(forged));
  }

  @Test
  @Tag("AUT-15")
  void neitherAGrantToAllNorAnotherDatabaseBeginsOne() {
    Doc own =
        settings(
            grant(ALICE, TOP),
            AuthWorld.global(TOP),
            AuthWorld.trust(OTHER, Bounds.upTo(TOP), Others.tip(OTHER, 0)));
    Entry global = root(own).signer(AuthWorld.byGlobal(MALLORY)).sign(MALLORY);
    assertEquals(Optional.of(AuthProblem.ROOT_NOT_BY_ADMIN), refused(global));
    DelegationStep step = DelegationStep.of(OTHER, List.of(Others.tip(OTHER, 0)));
    SigKey there = new SigKey.Delegated(List.of(step), new KeyHint.ByKey(MALLORY.publicKey()));
    Ruling ruling =
        Authorisation.check(
            root(own).signer(there).sign(MALLORY),
            Doc.EMPTY,
            new Others().with(OTHER, grant(MALLORY, TOP)));
    assertEquals(Optional.of(AuthProblem.ROOT_NOT_BY_ADMIN), problem(ruling));
  }

  @Test
  @Tag("AUT-16")
  void aRootWithoutAdminIsRefused() {
    AuthProblem problem = AuthProblem.ROOT_WITHOUT_ADMIN;
    for (Doc own :
        List.of(
            Doc.EMPTY,
            AuthWorld.auth(Value.of("open")),
            grant(ALICE, WRITE_5),
            revoked(ALICE, TOP),
            AuthWorld.item("keys", "alice", KeyGrantForm.write(KeyGrant.of(TOP))),
            AuthWorld.global(TOP))) {
      assertEquals(Optional.of(problem), refused(root(own).sign(ALICE)), own::toString);
      Entry global = root(own).signer(AuthWorld.byGlobal(ALICE)).sign(ALICE);
      assertEquals(Optional.of(problem), refused(global), own::toString);
    }
  }

  @Test
  @Tag("AUT-17")
  void aRootWhoseSettingsAreNoDocumentIsRefused() {
    Entry root =
        root(Doc.EMPTY)
            .subtree(Subtree.of(StoreNames.SETTINGS).withData("{}".getBytes(UTF_8)))
            .sign(ALICE);
    assertEquals(Optional.of(AuthProblem.MALFORMED_SETTINGS), refused(root));
  }
}
