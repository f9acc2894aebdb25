package dev.couchgrass.core.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.SigningKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A small history, honestly made, that tests read, damage and go on from. */
final class World {
  static final SigningKey ALICE = SigningKey.ofBytes(filled(1));
  static final SigningKey BOB = SigningKey.ofBytes(filled(2));
  static final String NOTES = "notes";

  static final Entry GENESIS = root(1);
  static final Entry OTHER_GENESIS = root(2);
  static final Entry FIRST = child(List.of(GENESIS), GENESIS, 1, note(List.of(), 1)).sign(ALICE);
  static final Entry SECOND = child(List.of(GENESIS), GENESIS, 1, note(List.of(), 2)).sign(BOB);
  static final Entry MERGE =
      child(List.of(FIRST, SECOND), GENESIS, 2, note(List.of(FIRST, SECOND), 3)).sign(ALICE);

  /** Changes the settings. */
  static final Entry SETTINGS =
      child(List.of(MERGE), GENESIS, 3, settings(List.of(GENESIS), 1)).sign(ALICE);

  static final Entry AFTER =
      child(List.of(SETTINGS), SETTINGS, 4, note(List.of(MERGE), 4)).sign(ALICE);

  static final Entry ELSEWHERE =
      EntryBuilder.child(OTHER_GENESIS.id(), Set.of(OTHER_GENESIS.id()), Set.of(OTHER_GENESIS.id()))
          .height(1)
          .subtree(note(List.of(), 5))
          .sign(ALICE);

  private World() {}

  static byte[] filled(int value) {
    byte[] bytes = new byte[SigningKey.BYTES];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  static Cid rawId() {
    return Cid.of(Codec.RAW, new byte[] {1});
  }

  /** The id of nothing that exists, different for each number. */
  static Cid id(int number) {
    return Cid.of(Codec.DAG_CBOR, Integer.toString(number).getBytes(UTF_8));
  }

  static List<Cid> ids(int count) {
    return Checks.sorted(java.util.stream.IntStream.range(0, count).mapToObj(World::id).toList());
  }

  static Entry root(long entropy) {
    return EntryBuilder.root(entropy)
        .subtree(Subtree.of(StoreNames.ROOT))
        .subtree(Subtree.of(StoreNames.SETTINGS).withData("{}".getBytes(UTF_8)))
        .sign(ALICE);
  }

  static EntryBuilder child(
      Collection<Entry> parents, Entry pinned, long height, Subtree... parts) {
    return child(parents, List.of(pinned), height, parts);
  }

  static EntryBuilder child(
      Collection<Entry> parents, Collection<Entry> pinned, long height, Subtree... parts) {
    EntryBuilder builder =
        EntryBuilder.child(GENESIS.id(), idsOf(parents), idsOf(pinned)).height(height);
    for (Subtree part : parts) {
      builder.subtree(part);
    }
    return builder;
  }

  static Subtree note(Collection<Entry> parents, int text) {
    return part(NOTES, parents, text);
  }

  static Subtree settings(Collection<Entry> parents, int text) {
    return part(StoreNames.SETTINGS, parents, text);
  }

  static Subtree part(String store, Collection<Entry> parents, int text) {
    return Subtree.of(store).withParents(idsOf(parents)).withData(new byte[] {(byte) text});
  }

  static Subtree high(Subtree part, long height) {
    return part.withHeight(OptionalLong.of(height));
  }

  static List<Cid> idsOf(Collection<Entry> entries) {
    return entries.stream().map(Entry::id).toList();
  }

  /** What is known: the whole history, and these. */
  static Ancestry knowing(Entry... more) {
    Map<Cid, Entry> known = new LinkedHashMap<>();
    List.of(GENESIS, OTHER_GENESIS, FIRST, SECOND, MERGE, SETTINGS, AFTER, ELSEWHERE)
        .forEach(entry -> known.put(entry.id(), entry));
    for (Entry entry : more) {
      known.put(entry.id(), entry);
    }
    return of(known);
  }

  static Ancestry of(Map<Cid, Entry> known) {
    return id -> Optional.ofNullable(known.get(id));
  }

  /** What is known without some. */
  static Ancestry lacking(Entry... missing) {
    Set<Entry> gone = Set.of(missing);
    Ancestry all = knowing();
    return id -> all.find(id).filter(entry -> !gone.contains(entry));
  }
}
