package dev.couchgrass.instance.auth;

import static dev.couchgrass.instance.auth.AuthWorld.ADMIN_5;
import static dev.couchgrass.instance.auth.AuthWorld.ALICE;
import static dev.couchgrass.instance.auth.AuthWorld.BOB;
import static dev.couchgrass.instance.auth.AuthWorld.CAROL;
import static dev.couchgrass.instance.auth.AuthWorld.MALLORY;
import static dev.couchgrass.instance.auth.AuthWorld.TOP;
import static dev.couchgrass.instance.auth.AuthWorld.WRITE_5;
import static dev.couchgrass.instance.auth.AuthWorld.byGlobal;
import static dev.couchgrass.instance.auth.AuthWorld.byKey;
import static dev.couchgrass.instance.auth.AuthWorld.byName;
import static dev.couchgrass.instance.auth.AuthWorld.candidate;
import static dev.couchgrass.instance.auth.AuthWorld.grant;
import static dev.couchgrass.instance.auth.AuthWorld.put;
import static dev.couchgrass.instance.auth.AuthWorld.revoked;
import static dev.couchgrass.instance.auth.AuthWorld.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SignerResolutionTest {
  private static Resolution resolve(SigKey signer, Doc settings) {
    return SignerResolution.resolve(signer, AuthSettings.of(settings), DelegatedSettings.NONE);
  }

  private static Resolution refused(AuthProblem problem, String detail) {
    return new Resolution.Refused(new AuthRefusal(problem, detail));
  }

  private static Resolution found(Candidate... candidates) {
    return new Resolution.Candidates(List.of(candidates));
  }

  private static Doc named(SigningKey key, Permission permission) {
    return put(key, KeyGrant.of(permission).withName("team"));
  }

  @Test
  @Tag("AUT-5")
  void aKeyIsLookedUpItself() {
    Doc settings = settings(grant(ALICE, TOP), grant(BOB, WRITE_5), AuthWorld.global(TOP));
    assertEquals(found(candidate(BOB, WRITE_5)), resolve(byKey(BOB), settings));
    // The grant to all is for those that say so.
    assertEquals(
        refused(AuthProblem.UNKNOWN_KEY, MALLORY.publicKey().toString()),
        resolve(byKey(MALLORY), settings));
  }

  @Test
  @Tag("AUT-8")
  void aRevokedKeyIsNoCandidate() {
    Doc settings = settings(revoked(BOB, TOP), grant(ALICE, TOP));
    String key = BOB.publicKey().toString();
    assertEquals(refused(AuthProblem.REVOKED_KEY, key), resolve(byKey(BOB), settings));
    Doc all = settings(named(BOB, TOP), AuthSettings.of(named(BOB, TOP)).revoke(BOB.publicKey()));
    assertEquals(refused(AuthProblem.REVOKED_KEY, "team"), resolve(byName("team"), all));
    Doc global = AuthSettings.NONE.putGlobal(KeyGrant.of(TOP).withStatus(KeyStatus.REVOKED));
    assertEquals(refused(AuthProblem.NO_GLOBAL_GRANT, key), resolve(byGlobal(BOB), global));
  }

  @Test
  @Tag("AUT-6")
  void aNameIsAllActiveKeysOfItInTheOrderOfBytes() {
    Doc settings =
        settings(
            named(ALICE, TOP),
            named(BOB, WRITE_5),
            named(CAROL, ADMIN_5),
            put(MALLORY, KeyGrant.of(TOP).withName("team").withStatus(KeyStatus.REVOKED)));
    Candidate[] sorted =
        Stream.of(candidate(ALICE, TOP), candidate(BOB, WRITE_5), candidate(CAROL, ADMIN_5))
            .sorted(Comparator.comparing(Candidate::key))
            .toArray(Candidate[]::new);
    assertEquals(found(sorted), resolve(byName("team"), settings));
    assertEquals(refused(AuthProblem.UNKNOWN_KEY, "Team"), resolve(byName("Team"), settings));
  }

  @Test
  @Tag("AUT-6")
  void aNameOfTooManyKeysIsRefused() {
    Doc settings = Doc.EMPTY;
    for (int i = 0; i < SignerResolution.MAX_NAMESAKES; i++) {
      settings = settings.merge(named(AuthWorld.key(10 + i), WRITE_5));
    }
    // What is no key and what is revoked do not count.
    settings = settings.merge(AuthWorld.item("keys", "key", teamGrant()));
    settings =
        settings.merge(put(BOB, KeyGrant.of(TOP).withName("team").withStatus(KeyStatus.REVOKED)));
    List<Candidate> most = AuthWorld.candidates(resolve(byName("team"), settings));
    assertEquals(SignerResolution.MAX_NAMESAKES, most.size());
    List<PublicKey> keys = most.stream().map(Candidate::key).toList();
    assertEquals(keys.stream().sorted().toList(), keys);
    Doc more = settings.merge(named(ALICE, WRITE_5));
    assertEquals(refused(AuthProblem.AMBIGUOUS_NAME, "team"), resolve(byName("team"), more));
  }

  private static Value teamGrant() {
    return KeyGrantForm.write(KeyGrant.of(TOP).withName("team"));
  }

  @Test
  @Tag("AUT-7")
  void anyKeyActsByTheGrantToAll() {
    Doc settings = settings(grant(ALICE, TOP), AuthWorld.global(WRITE_5));
    assertEquals(found(candidate(MALLORY, WRITE_5)), resolve(byGlobal(MALLORY), settings));
    // Who says so gets that, and not what is granted to the key itself.
    assertEquals(found(candidate(ALICE, WRITE_5)), resolve(byGlobal(ALICE), settings));
    assertEquals(
        refused(AuthProblem.NO_GLOBAL_GRANT, ALICE.publicKey().toString()),
        resolve(byGlobal(ALICE), grant(ALICE, TOP)));
  }

  @Test
  @Tag("AUT-1")
  void malformedGrantsAreNone() {
    Doc settings =
        settings(
            AuthWorld.item("keys", ALICE.publicKey().toString(), Value.of("Admin")),
            AuthWorld.auth(Doc.of("global", Value.of(true))));
    String key = ALICE.publicKey().toString();
    assertEquals(refused(AuthProblem.UNKNOWN_KEY, key), resolve(byKey(ALICE), settings));
    assertEquals(refused(AuthProblem.NO_GLOBAL_GRANT, key), resolve(byGlobal(ALICE), settings));
    assertEquals(
        refused(AuthProblem.UNKNOWN_KEY, key), resolve(byKey(ALICE), AuthWorld.auth(Doc.EMPTY)));
  }
}
