package dev.couchgrass.core.entry;

import static dev.couchgrass.core.entry.World.ALICE;
import static dev.couchgrass.core.entry.World.BOB;
import static dev.couchgrass.core.entry.World.FIRST;
import static dev.couchgrass.core.entry.World.GENESIS;
import static dev.couchgrass.core.entry.World.MERGE;
import static dev.couchgrass.core.entry.World.SECOND;
import static dev.couchgrass.core.entry.World.child;
import static dev.couchgrass.core.entry.World.high;
import static dev.couchgrass.core.entry.World.note;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EntryTest {
  @Test
  @Tag("ENT-1")
  void theIdIsTheHashOfAllBytes() {
    assertEquals(Cid.of(Codec.DAG_CBOR, FIRST.bytes()), FIRST.id());
    assertNotEquals(Cid.of(Codec.DAG_CBOR, FIRST.signingBytes()), FIRST.id());
    // What it says is the same; who signed differs, and so does the id.
    Entry byBob =
        child(List.of(GENESIS), GENESIS, 1, note(List.of(), 1)).signer(FIRST.signer()).sign(BOB);
    assertArrayEquals(FIRST.signingBytes(), byBob.signingBytes());
    assertNotEquals(FIRST.id(), byBob.id());
    assertNotEquals(FIRST, byBob);
  }

  @Test
  @Tag("ENT-2")
  void theBytesAreKeptAndNobodyElses() {
    byte[] given = FIRST.bytes().clone();
    Entry entry = Entry.decode(given);
    given[given.length - 1] ^= 1;
    assertArrayEquals(FIRST.bytes(), entry.bytes());
    assertEquals(FIRST, entry);
    assertEquals(FIRST.hashCode(), entry.hashCode());
  }

  @Test
  @Tag("ENT-6")
  void theSignatureCoversTheHintAndNotItself() {
    assertTrue(FIRST.isSignedBy(ALICE.publicKey()));
    assertFalse(FIRST.isSignedBy(BOB.publicKey()));
    assertTrue(ALICE.publicKey().verifies(FIRST.signingBytes(), FIRST.signature()));
    RawEntry raw = RawEntry.of(FIRST).remove("sig.sig");
    assertArrayEquals(raw.bytes(), FIRST.signingBytes());
    assertEquals(Optional.of(ALICE.publicKey()), FIRST.signer().hint().publicKey());
    FIRST.requireSignedBy(ALICE.publicKey());
    InvalidEntryException refusal =
        assertThrows(InvalidEntryException.class, () -> FIRST.requireSignedBy(BOB.publicKey()));
    assertEquals(EntryProblem.BAD_SIGNATURE, refusal.problem());
  }

  @Test
  void aRootIsOfTheDatabaseThatItBegins() {
    assertTrue(GENESIS.isRoot());
    assertEquals(GENESIS.id(), GENESIS.database());
    assertEquals(List.of(), GENESIS.parents());
    assertEquals(0, GENESIS.height());
    assertEquals(OptionalLong.of(1), GENESIS.metadata().entropy());
    assertNotEquals(World.OTHER_GENESIS, GENESIS);
    assertFalse(FIRST.isRoot());
    assertEquals(GENESIS.id(), FIRST.database());
  }

  @Test
  void tellsItsPartInAStore() {
    assertArrayEquals(new byte[] {3}, MERGE.data("notes").orElseThrow());
    assertEquals(Checks.sorted(List.of(FIRST.id(), SECOND.id())), MERGE.storeParents("notes"));
    assertEquals(2, MERGE.storeHeight("notes"));
    assertEquals(Optional.empty(), MERGE.data("other"));
    assertEquals(List.of(), MERGE.storeParents("other"));
    assertEquals(2, MERGE.storeHeight("other"));
    assertEquals(List.of("_root", "_settings"), names(GENESIS));
    Entry higher = child(List.of(MERGE), GENESIS, 3, high(note(List.of(MERGE), 1), 9)).sign(ALICE);
    assertEquals(9, higher.storeHeight("notes"));
    assertEquals(3, higher.height());
  }

  private static List<String> names(Entry entry) {
    return entry.subtrees().stream().map(Subtree::name).toList();
  }

  @Test
  @Tag("ENT-7")
  void theBuilderPutsThingsInOrder() {
    List<Cid> ids = World.ids(4);
    List<Cid> mixed = List.of(ids.get(2), ids.get(0), ids.get(3), ids.get(2), ids.get(1));
    Entry entry =
        EntryBuilder.child(GENESIS.id(), mixed, mixed)
            .height(1)
            .subtree(Subtree.of("\ud83c\udf31").withParents(mixed))
            .subtree(Subtree.of("\uffe0"))
            .subtree(Subtree.of("ab").withData(new byte[] {1}))
            .subtree(Subtree.of("ab"))
            .subtree(Subtree.of("a"))
            .sign(ALICE);
    assertEquals(ids, entry.parents());
    assertEquals(ids, entry.metadata().settingsTips());
    assertEquals(ids, entry.storeParents("\ud83c\udf31"));
    assertEquals(List.of("a", "ab", "\uffe0", "\ud83c\udf31"), names(entry));
    assertEquals(Optional.empty(), entry.data("ab"));
    assertEquals(ids, DelegationStep.of(GENESIS.id(), mixed).tips());
  }

  @Test
  void theBuilderMakesNothingThatWouldBeRefused() {
    List<EntryBuilder> wrong =
        List.of(
            EntryBuilder.root(1),
            EntryBuilder.root(1).subtree(Subtree.of("_root")),
            EntryBuilder.child(GENESIS.id(), Set.of(), Set.of(GENESIS.id())),
            EntryBuilder.child(GENESIS.id(), Set.of(GENESIS.id()), Set.of()),
            EntryBuilder.child(World.rawId(), Set.of(GENESIS.id()), Set.of(GENESIS.id())),
            child(List.of(GENESIS), GENESIS, -1),
            child(List.of(GENESIS), GENESIS, EntryLimits.MAX_HEIGHT + 1),
            child(
                List.of(GENESIS),
                GENESIS,
                1,
                Subtree.of("s").withData(new byte[EntryLimits.MAX_BYTES])));
    for (EntryBuilder builder : wrong) {
      assertThrows(InvalidEntryException.class, () -> builder.sign(ALICE));
    }
    SigningKey closed = SigningKey.ofBytes(World.filled(3));
    closed.close();
    EntryBuilder right = child(List.of(GENESIS), GENESIS, 1);
    assertThrows(IllegalStateException.class, () -> right.sign(closed));
  }

  /** As much as is allowed of everything is accepted. */
  @Test
  @Tag("ENT-8")
  void theLimitsThemselvesAreAllowed() {
    List<Cid> most = World.ids(EntryLimits.MAX_IDS);
    EntryBuilder large =
        EntryBuilder.child(GENESIS.id(), most, most).height(EntryLimits.MAX_HEIGHT);
    for (int i = 0; i < EntryLimits.MAX_SUBTREES - 1; i++) {
      large.subtree(Subtree.of("s" + i));
    }
    large.subtree(
        high(Subtree.of("é".repeat(127) + "n").withParents(most), EntryLimits.MAX_HEIGHT));
    List<DelegationStep> path =
        java.util.Collections.nCopies(
            EntryLimits.MAX_STEPS,
            DelegationStep.of(GENESIS.id(), World.ids(EntryLimits.MAX_STEP_TIPS)));
    large.signer(new SigKey.Delegated(path, new KeyHint.ByName("n".repeat(255))));
    Entry entry = large.sign(ALICE);
    assertEquals(entry, Entry.decode(entry.bytes()));
    int spare = EntryLimits.MAX_BYTES - sized(1 << 17).bytes().length + (1 << 17);
    assertEquals(EntryLimits.MAX_BYTES, sized(spare).bytes().length);
    assertThrows(InvalidEntryException.class, () -> sized(spare + 1));
  }

  private static Entry sized(int bytes) {
    return child(List.of(GENESIS), GENESIS, 1, Subtree.of("s").withData(new byte[bytes]))
        .sign(ALICE);
  }
}
