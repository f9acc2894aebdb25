package dev.couchgrass.instance.wire;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.cbor.CborReader.Kind;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a message, which is a list of fields in a fixed order.
 *
 * <p>What is missing, of another kind, too long or left over is an {@link InvalidInputException};
 * what is no canonical CBOR a {@link dev.couchgrass.core.cbor.InvalidCborException}.
 */
final class FieldReader {
  private static final int MAX_DEPTH = 6;

  private final CborReader in;

  FieldReader(byte[] message) {
    this.in = new CborReader(message, MAX_DEPTH);
    in.enterList();
  }

  static InvalidInputException malformed() {
    return new InvalidInputException(Problem.BAD_REQUEST, "Malformed message of a peer");
  }

  private CborReader next() {
    if (!in.nextElement()) {
      throw malformed();
    }
    return in;
  }

  String text(int maxBytes) {
    next();
    return innerText(maxBytes);
  }

  /** A text that was stepped to already. */
  String innerText(int maxBytes) {
    String text = in.readText();
    if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
      throw malformed();
    }
    return text;
  }

  long number() {
    return next().readInteger();
  }

  /** A number from 0. */
  int count() {
    long number = number();
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw malformed();
    }
    return (int) number;
  }

  byte[] bytes() {
    return next().readBytes();
  }

  byte[] bytes(int length) {
    next();
    return innerBytes(length);
  }

  /** Bytes that were stepped to already. */
  byte[] innerBytes(int length) {
    byte[] bytes = in.readBytes();
    if (bytes.length != length) {
      throw malformed();
    }
    return bytes;
  }

  PublicKey key() {
    return PublicKey.ofBytes(bytes(PublicKey.BYTES));
  }

  Signature signature() {
    return Signature.ofBytes(bytes(Signature.BYTES));
  }

  Cid link() {
    return next().readLink();
  }

  /** The id of an entry. */
  Cid id() {
    Cid id = link();
    if (id.codec() != Codec.DAG_CBOR) {
      throw malformed();
    }
    return id;
  }

  /** A list, each of whose values is read by {@code one}. */
  <T> List<T> list(int max, Supplier<T> one) {
    next().enterList();
    List<T> all = new ArrayList<>();
    while (in.nextElement()) {
      if (all.size() == max) {
        throw malformed();
      }
      all.add(one.get());
    }
    return all;
  }

  List<Cid> ids() {
    return list(WireLimits.MAX_IDS, in::readLink);
  }

  List<byte[]> blobs(int max) {
    return list(max, in::readBytes);
  }

  /** A value that may be null. */
  <T> Optional<T> optional(Supplier<T> read) {
    if (!in.nextElement()) {
      throw malformed();
    }
    if (in.peek() == Kind.NULL) {
      in.readNull();
      return Optional.empty();
    }
    return Optional.of(read.get());
  }

  /** A text that may be null. */
  Optional<String> optionalText(int maxBytes) {
    Optional<String> text = optional(in::readText);
    if (text.filter(it -> it.getBytes(StandardCharsets.UTF_8).length > maxBytes).isPresent()) {
      throw malformed();
    }
    return text;
  }

  /** Fields within this one, read by {@code inner} to their end. */
  <T> T fields(Supplier<T> inner) {
    next();
    return innerFields(inner);
  }

  /** As {@link #fields}, of a value that was stepped to already. */
  <T> T innerFields(Supplier<T> inner) {
    in.enterList();
    T read = inner.get();
    end();
    return read;
  }

  private void end() {
    if (in.nextElement()) {
      throw malformed();
    }
  }

  /** Requires that nothing follows. */
  void finish() {
    end();
    in.finish();
  }
}
