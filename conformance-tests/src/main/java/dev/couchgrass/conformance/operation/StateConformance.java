package dev.couchgrass.conformance.operation;

import static dev.couchgrass.conformance.document.StoreFixture.assertFails;
import static dev.couchgrass.conformance.document.StoreFixture.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.operation.StateKind;
import dev.couchgrass.store.operation.StateWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** States of applications. */
public abstract class StateConformance extends LogFixture {
  protected StateConformance(StorageHome.Source homes) {
    super(homes);
  }

  private void set(StateKind kind, String name, String state) {
    in(tx -> tx.states().set(kind, name, Author.text(state)));
  }

  private Optional<String> get(StateKind kind, String name) {
    return await(logs.states().get(kind, name)).map(String::new);
  }

  @Test
  @Tag("STA-1")
  void aStateIsReadByItsKindAndName() {
    for (StateKind kind : StateKind.values()) {
      set(kind, "a", "first " + kind);
      set(kind, "a", "a of " + kind);
      set(kind, "ab", "ab of " + kind);
    }
    set(StateKind.GROUP, "empty", "");
    for (StateKind kind : StateKind.values()) {
      assertEquals(Optional.of("a of " + kind), get(kind, "a"));
      assertEquals(Optional.of("ab of " + kind), get(kind, "ab"));
      assertTrue(await(logs.states().has(kind, "a")));
      assertFalse(await(logs.states().has(kind, "b")));
      assertEquals(Optional.empty(), get(kind, "b"));
    }
    assertEquals(Optional.of(""), get(StateKind.GROUP, "empty"));
    assertTrue(await(logs.states().has(StateKind.GROUP, "empty")));
  }

  @Test
  @Tag("STA-1")
  void aLargeStateIsReadAsItsBytes() {
    byte[] large = new byte[StateWriter.MAX_STATE_BYTES];
    for (int at = 0; at < large.length; at++) {
      large[at] = (byte) ((at * 31) >> 8);
    }
    in(tx -> tx.states().set(StateKind.SPACE, "large", large));
    assertArrayEquals(large, await(logs.states().get(StateKind.SPACE, "large")).orElseThrow());
    set(StateKind.SPACE, "large", "small");
    assertEquals(Optional.of("small"), get(StateKind.SPACE, "large"));
  }

  @Test
  @Tag("STA-2")
  void aStateIsDeletedAlone() {
    set(StateKind.GROUP, "a", "1");
    set(StateKind.SPACE, "a", "2");
    set(StateKind.GROUP, "ab", "3");
    assertAnswer(true, tx -> tx.states().delete(StateKind.GROUP, "a"));
    assertAnswer(false, tx -> tx.states().delete(StateKind.GROUP, "a"));
    assertAnswer(false, tx -> tx.states().delete(StateKind.OTHER, "a"));
    assertEquals(Optional.empty(), get(StateKind.GROUP, "a"));
    assertFalse(await(logs.states().has(StateKind.GROUP, "a")));
    assertEquals(Optional.of("2"), get(StateKind.SPACE, "a"));
    assertEquals(Optional.of("3"), get(StateKind.GROUP, "ab"));
  }

  /** In UTF-16, the last would come before the one before it. */
  @Test
  @Tag("STA-3")
  void namesOfAKindAreListedInTheOrderOfTheirBytes() {
    List<String> names = List.of("A", "a", "aa", "b", "\u00e4", "\uff5e", "\ud83d\ude00");
    Stream.concat(names.stream().skip(3), names.stream().limit(3))
        .forEach(name -> set(StateKind.SPACE, name, name));
    set(StateKind.GROUP, "ab", "");
    set(StateKind.KEY_REGISTRY, "ab", "");
    assertEquals(names, names(Optional.empty(), 100));
    assertEquals(names.subList(0, 2), names(Optional.empty(), 2));
    assertEquals(names.subList(2, 4), names(Optional.of("a"), 2));
    assertEquals(names.subList(3, 7), names(Optional.of("ab"), 100));
    assertEquals(List.of(), names(Optional.of("\ud83d\ude00"), 2));
  }

  private List<String> names(Optional<String> after, int limit) {
    return await(logs.states().names(StateKind.SPACE, after, limit));
  }

  @Test
  @Tag("STA-4")
  void thereAreNoOtherNames() {
    byte[] state = {1};
    for (String name : List.of("", "x".repeat(256), "\ud800")) {
      assertFails(ErrorCode.BAD_REQUEST, logs.states().get(StateKind.OTHER, name));
      assertFails(ErrorCode.BAD_REQUEST, logs.states().has(StateKind.OTHER, name));
      assertFails(
          ErrorCode.BAD_REQUEST,
          storage.transact(tx -> tx.states().set(StateKind.OTHER, name, state)));
      assertFails(
          ErrorCode.BAD_REQUEST, storage.transact(tx -> tx.states().delete(StateKind.OTHER, name)));
    }
  }

  @Test
  @Tag("STA-4")
  void aStateIsNotTooLarge() {
    set(StateKind.OTHER, "a", "before");
    byte[] large = new byte[StateWriter.MAX_STATE_BYTES + 1];
    OpenTransaction open = OpenTransaction.begin(storage);
    assertFails(ErrorCode.TOO_LARGE, open.handle().states().set(StateKind.OTHER, "a", large));
    open.commit();
    assertEquals(Optional.of("before"), get(StateKind.OTHER, "a"));
  }
}
