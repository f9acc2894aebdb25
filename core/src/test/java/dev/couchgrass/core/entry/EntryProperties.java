package dev.couchgrass.core.entry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

class EntryProperties {
  /** What no other entry is like: from a seed, so that a failure is repeated. */
  private static Entry entry(Random random, SigningKey key) {
    EntryBuilder builder =
        EntryBuilder.child(World.id(random.nextInt()), someIds(random), someIds(random))
            .height(random.nextLong(EntryLimits.MAX_HEIGHT + 1));
    if (random.nextBoolean()) {
      builder.entropy(random.nextLong());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.subtree(subtree(random));
    }
    return builder.signer(signer(random, key)).sign(key);
  }

  private static List<Cid> someIds(Random random) {
    return random.ints(1 + random.nextInt(3)).mapToObj(World::id).toList();
  }

  private static Subtree subtree(Random random) {
    Subtree part = Subtree.of("store" + random.nextInt(100));
    if (random.nextBoolean()) {
      part = part.withParents(someIds(random));
    }
    if (random.nextBoolean()) {
      byte[] data = new byte[random.nextInt(300)];
      random.nextBytes(data);
      part = part.withData(data);
    }
    return random.nextBoolean()
        ? part.withHeight(OptionalLong.of(random.nextLong(EntryLimits.MAX_HEIGHT + 1)))
        : part;
  }

  private static SigKey signer(Random random, SigningKey key) {
    KeyHint hint =
        random.nextBoolean()
            ? new KeyHint.ByKey(key.publicKey())
            : new KeyHint.ByName("name" + random.nextInt(100));
    if (random.nextBoolean()) {
      return new SigKey.Direct(random.nextBoolean() ? hint : new KeyHint.Global(key.publicKey()));
    }
    DelegationStep step = DelegationStep.of(World.id(random.nextInt()), someIds(random));
    return new SigKey.Delegated(Collections.nCopies(1 + random.nextInt(3), step), hint);
  }

  @Property(tries = 300)
  @Tag("ENT-2")
  @Tag("ENT-3")
  @Tag("ENT-4")
  void whatIsBuiltIsReadAndHasOneSpelling(@ForAll long seed) {
    Entry built = entry(new Random(seed), World.ALICE);
    Entry read = Entry.decode(built.bytes());
    assertEquals(built, read);
    assertEquals(built.signer(), read.signer());
    assertEquals(built.metadata(), read.metadata());
    assertTrue(read.isSignedBy(World.ALICE.publicKey()));
    assertArrayEquals(built.bytes(), again(read));
  }

  /** The bytes that the entry's parts make. */
  private static byte[] again(Entry entry) {
    EntryFields fields =
        new EntryFields(
            entry.isRoot() ? Optional.empty() : Optional.of(entry.database()),
            entry.parents(),
            entry.metadata(),
            entry.height(),
            entry.subtrees(),
            entry.signer());
    assertArrayEquals(EntryEncoding.encode(fields, Optional.empty()), entry.signingBytes());
    return EntryEncoding.encode(fields, Optional.of(entry.signature()));
  }

  /** Every byte of the entry, each changed in some way. */
  @Property(tries = 20)
  @Tag("ENT-1")
  @Tag("ENT-3")
  @Tag("ENT-6")
  void aFlippedByteIsRefusedOrAnotherEntryThatNobodySigned(@ForAll long seed) {
    Random random = new Random(seed);
    Entry entry = entry(random, World.ALICE);
    int read = 0;
    for (int at = 0; at < entry.bytes().length; at++) {
      byte[] flipped = entry.bytes().clone();
      flipped[at] ^= (byte) (1 + random.nextInt(255));
      Optional<Entry> other = readable(flipped);
      if (other.isPresent()) {
        read++;
        assertNotEquals(entry.id(), other.get().id());
        assertArrayEquals(flipped, again(other.get()));
        assertFalse(other.get().isSignedBy(World.ALICE.publicKey()));
      }
    }
    assertTrue(read > 0, "no change was readable: nothing was verified");
  }

  private static Optional<Entry> readable(byte[] bytes) {
    try {
      return Optional.of(Entry.decode(bytes));
    } catch (InvalidEntryException refused) {
      return Optional.empty();
    }
  }

  @Property(tries = 500)
  @Tag("ENT-3")
  void severalChangesAreRefusedOrCanonical(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] damaged = entry(random, World.ALICE).bytes().clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    readable(damaged).ifPresent(entry -> assertArrayEquals(damaged, again(entry)));
  }

  /** Parents, pins and stores in any order make the same entry. */
  @Property(tries = 200)
  @Tag("ENT-7")
  void theOrderOfBuildingDoesNotShow(@ForAll long seed) {
    Random random = new Random(seed);
    List<Cid> ids = new ArrayList<>(World.ids(1 + random.nextInt(6)));
    List<String> stores = new ArrayList<>(List.of("a", "b", "aa", "é", "\ud83c\udf31"));
    Entry one = shuffled(ids, stores, random);
    assertEquals(one, shuffled(ids, stores, random));
  }

  private static Entry shuffled(List<Cid> ids, List<String> stores, Random random) {
    Collections.shuffle(ids, random);
    List<Cid> parents = List.copyOf(ids);
    Collections.shuffle(ids, random);
    EntryBuilder builder = EntryBuilder.child(World.GENESIS.id(), parents, ids).height(1);
    Collections.shuffle(stores, random);
    stores.forEach(store -> builder.subtree(Subtree.of(store).withParents(parents)));
    return builder.sign(World.ALICE);
  }

  /** Whatever the order of arrival: each entry waits for its ancestors, and then is accepted. */
  @Property(tries = 100)
  @Tag("ENT-22")
  void aHistoryIsAcceptedInAnyOrderOfArrival(@ForAll long seed) {
    Random random = new Random(seed);
    List<Entry> history = history(random);
    List<Entry> waiting = new ArrayList<>(history);
    Collections.shuffle(waiting, random);
    Map<Cid, Entry> arrived = new HashMap<>();
    Set<Entry> accepted = new HashSet<>();
    ReceiptCheck check = ReceiptCheck.against(World.of(arrived)).withRules(HeightRules.DEFAULTS);
    while (!waiting.isEmpty()) {
      Entry next = waiting.remove(0);
      arrived.put(next.id(), next);
      for (Entry entry : arrived.values()) {
        Verdict verdict = check.check(entry);
        if (verdict instanceof Verdict.Missing missing) {
          assertFalse(accepted.contains(entry), "it was accepted before");
          assertTrue(Collections.disjoint(missing.ids(), arrived.keySet()));
        } else {
          assertInstanceOf(Verdict.Accepted.class, verdict);
          accepted.add(entry);
        }
      }
    }
    assertEquals(new HashSet<>(history), accepted);
  }

  /** Some entries, each on one or two of those before, of which some change the settings. */
  private static List<Entry> history(Random random) {
    List<Entry> history = new ArrayList<>(List.of(World.GENESIS));
    List<Entry> settings = new ArrayList<>(List.of(World.GENESIS));
    for (int i = 0; i < 12; i++) {
      Set<Entry> parents = new HashSet<>();
      parents.add(history.get(random.nextInt(history.size())));
      parents.add(history.get(random.nextInt(history.size())));
      long height = 1 + parents.stream().mapToLong(Entry::height).max().orElseThrow();
      // The newest settings are above all others, as each is made of the one before.
      Entry pin = settings.get(settings.size() - 1);
      EntryBuilder builder = World.child(parents, pin, height);
      // They must be an ancestor, to be the parent in their store.
      boolean change = random.nextInt(3) == 0 && parents.contains(pin);
      if (change) {
        builder.subtree(World.settings(List.of(pin), i));
      } else {
        builder.subtree(World.part("store" + i, List.of(), i));
      }
      Entry entry = builder.sign(World.ALICE);
      history.add(entry);
      if (change) {
        settings.add(entry);
      }
    }
    return history;
  }
}
