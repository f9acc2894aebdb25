package dev.couchgrass.core.operation;

import dev.couchgrass.core.cbor.CborValue;
import dev.couchgrass.core.key.SigningKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A header's elements, to be changed as no builder would, and signed all the same. */
final class RawHeader {
  static final int VERSION = 0;
  static final int KEY = 1;
  static final int SIGNATURE = 2;
  static final int SIZE = 3;
  static final int HASH = 4;

  /** Where the number behind the body's hash stands, in a header that has one. */
  static final int AFTER_HASH = 5;

  private final List<Object> elements;

  private RawHeader(List<Object> elements) {
    this.elements = elements;
  }

  static RawHeader of(Operation operation) {
    return new RawHeader(new ArrayList<>((List<?>) CborValue.decode(operation.header().bytes())));
  }

  /** A header of these elements, behind version, key and signature. */
  static RawHeader ofRest(Object... rest) {
    RawHeader raw = RawHeader.of(World.FIRST);
    raw.elements.subList(SIZE, raw.elements.size()).clear();
    raw.elements.addAll(Arrays.asList(rest));
    return raw;
  }

  RawHeader set(int place, Object value) {
    elements.set(place, value);
    return this;
  }

  RawHeader insert(int place, Object value) {
    elements.add(place, value);
    return this;
  }

  RawHeader append(Object value) {
    elements.add(value);
    return this;
  }

  RawHeader remove(int place) {
    elements.remove(place);
    return this;
  }

  RawHeader removeLast() {
    return remove(elements.size() - 1);
  }

  Object get(int place) {
    return elements.get(place);
  }

  /** The bytes with a signature that fits them, so that only what was changed is wrong. */
  byte[] signed(SigningKey key) {
    elements.remove(SIGNATURE);
    return insert(SIGNATURE, key.sign(bytes()).bytes()).bytes();
  }

  byte[] signed() {
    return signed(World.ALICE);
  }

  /** The bytes with the signature that is there. */
  byte[] bytes() {
    return CborValue.encode(elements);
  }
}
