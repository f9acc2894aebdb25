package dev.couchgrass.instance.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.SigKey;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

class AuthSettingsProperties {
  private static final Entry CHANGE =
      AuthWorld.change(AuthWorld.grant(AuthWorld.MALLORY, AuthWorld.TOP)).sign(AuthWorld.ALICE);
  private static final Others OTHERS =
      new Others().with(AuthWorld.OTHER, AuthWorld.grant(AuthWorld.ALICE, AuthWorld.TOP));

  @Provide
  Arbitrary<Doc> hostile() {
    return RandomAuth.hostile();
  }

  @Provide
  Arbitrary<Doc> settings() {
    return RandomAuth.settings();
  }

  @Property
  @Tag("AUT-1")
  void anySettingsAreRead(@ForAll("hostile") Doc settings) {
    AuthSettings auth = AuthSettings.of(settings);
    auth.keys().forEach((key, grant) -> assertEquals(grant, auth.key(key).orElseThrow()));
    auth.delegations().forEach((id, it) -> assertEquals(it, auth.delegation(id).orElseThrow()));
    assertTrue(auth.keys().entrySet().containsAll(auth.named("a").entrySet()));
    assertEquals(
        auth.keys().isEmpty() && auth.global().isEmpty() && auth.delegations().isEmpty(),
        auth.isEmpty());
    assertTrue(AuthSettings.isIntact(settings) || auth.isEmpty());
    assertEquals(
        auth.keys().values().stream()
            .anyMatch(grant -> grant.isActive() && grant.permission().canAdmin()),
        auth.grants().hasAdmin());
    HeightSettings.rules(settings);
  }

  /** Malformed settings grant no more than those from which what is malformed was removed. */
  @Property
  @Tag("AUT-1")
  void malformedSettingsAreAsThoseWithoutWhatIsMalformed(@ForAll("hostile") Doc settings) {
    AuthSettings auth = AuthSettings.of(settings);
    Doc clean = Doc.EMPTY;
    for (var grant : auth.keys().entrySet()) {
      clean = clean.merge(auth.put(grant.getKey(), grant.getValue()));
    }
    if (auth.global().isPresent()) {
      clean = clean.merge(auth.putGlobal(auth.global().get()));
    }
    AuthSettings written = AuthSettings.of(clean);
    assertEquals(auth.keys(), written.keys());
    assertEquals(auth.global(), written.global());
    for (SigKey signer : signers()) {
      assertEquals(
          SignerResolution.resolve(signer, auth, OTHERS),
          SignerResolution.resolve(signer, written, OTHERS));
    }
  }

  private static List<SigKey> signers() {
    return List.of(
        AuthWorld.byKey(AuthWorld.ALICE), AuthWorld.byName("a"), AuthWorld.byGlobal(AuthWorld.BOB));
  }

  @Property(tries = 500)
  void anySettingsAnswerAnyEntry(
      @ForAll("hostile") Doc pinned, @ForAll("hostile") Doc data, @ForAll("hostile") Doc other) {
    Entry any = AuthWorld.change(data).sign(AuthWorld.ALICE);
    SignedEntry signed = new SignedEntry(any, AuthWorld.ALICE.publicKey());
    Ruling ruling = Authorisation.check(any, pinned, OTHERS);
    Ruling again = Authorisation.checkAgain(signed, pinned, OTHERS);
    assertEquals(ruling, again);
    Authorisation.check(AuthWorld.root(data).sign(AuthWorld.ALICE), pinned, OTHERS);
    Authorisation.check(CHANGE, pinned, OTHERS);
    SignedEntry change = new SignedEntry(CHANGE, AuthWorld.ALICE.publicKey());
    new Restriction(change, AuthWorld.TOP, pinned, other).effectOn(signed, OTHERS);
  }

  @Property
  @Tag("AUT-2")
  void theLaterOfTwoVersionsOfAnItemCounts(
      @ForAll("settings") Doc one, @ForAll("settings") Doc other) {
    AuthSettings merged = AuthSettings.of(one.merge(other));
    AuthSettings later = AuthSettings.of(other);
    later.keys().forEach((key, grant) -> assertEquals(grant, merged.key(key).orElseThrow()));
    later.delegations().forEach((id, it) -> assertEquals(it, merged.delegation(id).orElseThrow()));
  }
}
