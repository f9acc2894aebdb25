package dev.couchgrass.store.kv.read;

import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import java.util.Arrays;
import java.util.Optional;

/** Turns a range of ids, as it is asked for, into a range of keys. */
final class IdRange {
  private static final String DESIGN_PREFIX = "_design/";

  private IdRange() {}

  /** The keys of everything in scope. */
  static KeyRange scope(Keys keys, Space space, Scope scope) {
    return scope == Scope.ALL ? keys.all(space) : KeyRange.prefix(keys.of(space, DESIGN_PREFIX));
  }

  /** The keys asked for, within the scope. */
  static KeyRange keys(Keys keys, Space space, AllDocsOptions options, Range range) {
    Optional<String> low = options.descending() ? range.end() : range.start();
    Optional<String> high = options.descending() ? range.start() : range.end();
    boolean lowIncluded = !options.descending() || range.inclusiveEnd();
    boolean highIncluded = options.descending() || range.inclusiveEnd();
    KeyRange scope = scope(keys, space, options.scope());
    byte[] from = low.map(id -> bound(keys.of(space, id), !lowIncluded)).orElse(scope.from());
    byte[] to = high.map(id -> bound(keys.of(space, id), highIncluded)).orElse(scope.to());
    return new KeyRange(higher(from, scope.from()), lower(to, scope.to()));
  }

  private static byte[] bound(byte[] key, boolean after) {
    return after ? Keys.after(key) : key;
  }

  private static byte[] higher(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other) >= 0 ? one : other;
  }

  private static byte[] lower(byte[] one, byte[] other) {
    return Arrays.compareUnsigned(one, other) <= 0 ? one : other;
  }
}
