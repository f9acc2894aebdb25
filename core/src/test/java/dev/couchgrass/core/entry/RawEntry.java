package dev.couchgrass.core.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.couchgrass.core.cbor.CborValue;
import dev.couchgrass.core.key.SigningKey;
import java.util.List;
import java.util.Map;

/** An entry's members, to be changed as no builder would, and signed all the same. */
final class RawEntry {
  private final Map<String, Object> members;

  private RawEntry(Map<String, Object> members) {
    this.members = members;
  }

  @SuppressWarnings("unchecked")
  static RawEntry of(Entry entry) {
    return new RawEntry((Map<String, Object>) CborValue.decode(entry.bytes()));
  }

  /** Sets the member at a path such as {@code subtrees.0.name}. */
  RawEntry set(String path, Object value) {
    Object place = parent(path);
    if (place instanceof List<?> list) {
      castList(list).set(Integer.parseInt(last(path)), value);
    } else {
      cast(place).put(last(path), value);
    }
    return this;
  }

  RawEntry remove(String path) {
    cast(parent(path)).remove(last(path));
    return this;
  }

  RawEntry metadata(String json) {
    return set("tree.metadata", json.getBytes(UTF_8));
  }

  /** Who signed it, by a hint. */
  RawEntry hint(Map<String, Object> hint) {
    return set("sig.key", Map.of("Direct", Map.of("hint", hint)));
  }

  RawEntry delegation(List<Object> path, Map<String, Object> hint) {
    return set("sig.key", Map.of("Delegation", Map.of("path", path, "hint", hint)));
  }

  private Object parent(String path) {
    Object place = members;
    String[] steps = path.split("\\.", -1);
    for (int i = 0; i < steps.length - 1; i++) {
      place =
          place instanceof List<?> list
              ? list.get(Integer.parseInt(steps[i]))
              : cast(place).get(steps[i]);
    }
    return place;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object map) {
    return (Map<String, Object>) map;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> castList(List<?> list) {
    return (List<Object>) list;
  }

  /** The bytes with a signature that fits them, so that only what was changed is wrong. */
  byte[] signed(SigningKey key) {
    remove("sig.sig");
    return set("sig.sig", key.sign(bytes()).toString()).bytes();
  }

  byte[] signed() {
    return signed(World.ALICE);
  }

  /** The bytes with the signature that is there. */
  byte[] bytes() {
    return CborValue.encode(members);
  }
}
