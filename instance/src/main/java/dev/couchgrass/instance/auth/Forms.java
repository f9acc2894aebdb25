package dev.couchgrass.instance.auth;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.NumberValue;
import dev.couchgrass.core.crdt.TextValue;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.PublicKey;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads the members of settings that anybody may have written: what is malformed is not there. */
final class Forms {
  private Forms() {}

  static Optional<Doc> doc(Doc parent, String name) {
    return parent.get(name).filter(Doc.class::isInstance).map(Doc.class::cast);
  }

  /** The document of a name; the empty one if there is none. */
  static Doc docOrEmpty(Doc parent, String name) {
    return doc(parent, name).orElse(Doc.EMPTY);
  }

  static Optional<String> text(Doc parent, String name) {
    return parent
        .get(name)
        .filter(TextValue.class::isInstance)
        .map(value -> ((TextValue) value).value());
  }

  static OptionalLong number(Doc parent, String name) {
    return parent
        .get(name)
        .filter(NumberValue.class::isInstance)
        .map(value -> ((NumberValue) value).asLong())
        .orElse(OptionalLong.empty());
  }

  /** The key of a text; takes about as long as ten hashes, as the point is checked. */
  static Optional<PublicKey> key(String text) {
    return parsed(PublicKey::parse, text);
  }

  /** The id of an entry. */
  static Optional<Cid> entryId(String text) {
    return parsed(Cid::parse, text).filter(id -> id.codec() == Codec.DAG_CBOR);
  }

  private static <T> Optional<T> parsed(Function<String, T> parser, String text) {
    try {
      return Optional.of(parser.apply(text));
    } catch (InvalidInputException malformed) {
      return Optional.empty();
    }
  }
}
