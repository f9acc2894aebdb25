package dev.couchgrass.conformance.operation;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.store.operation.StateKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What trials of notes name by numbers. */
final class NotePool {
  /** In UTF-16, the last would come before the one before it. */
  static final List<String> NAMES = List.of("a", "aa", "b", "\uff5e", "\ud83d\ude00");

  static final List<StateKind> KINDS = List.of(StateKind.GROUP, StateKind.SPACE, StateKind.OTHER);

  static final List<PublicKey> NODES =
      Author.ALL.stream().map(author -> author.log("a").author()).sorted().toList();

  static final List<Topic> TOPICS =
      IntStream.range(0, 3)
          .mapToObj(number -> new Topic(Hash.of(new byte[] {(byte) number})))
          .sorted()
          .toList();

  private NotePool() {}

  static <T> T of(List<T> all, int number) {
    return all.get(Math.floorMod(number, all.size()));
  }

  /** Those whose bits are set. */
  static <T> Set<T> some(List<T> all, int bits) {
    return IntStream.range(0, all.size())
        .filter(number -> ((bits >> number) & 1) == 1)
        .mapToObj(all::get)
        .collect(Collectors.toSet());
  }

  static Log log(int number) {
    return LogWrites.log(number);
  }
}
