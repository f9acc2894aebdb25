package dev.couchgrass.core.entry;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads an entry's bytes, and notes where in them the signature stands. */
final class EntryDecoding {
  /**
   * What was read.
   *
   * @param signatureMap where the map begins that the signature is in
   * @param signatureFrom where in it the signature begins, with its name
   * @param signatureTo where the signature ends
   */
  record Decoded(
      EntryFields fields,
      Signature signature,
      int signatureMap,
      int signatureFrom,
      int signatureTo) {}

  private final CborReader in;
  private Optional<SigKey> signer = Optional.empty();
  private Optional<Signature> signature = Optional.empty();
  private int signatureMap;
  private int signatureFrom;
  private int signatureTo;
  private Optional<Cid> root = Optional.empty();
  private Optional<List<Cid>> parents = Optional.empty();
  private Optional<Metadata> metadata = Optional.empty();
  private long height;
  private Optional<List<Subtree>> subtrees = Optional.empty();

  private EntryDecoding(byte[] bytes) {
    this.in = new CborReader(bytes, EntryLimits.MAX_DEPTH);
  }

  /**
   * Reads an entry.
   *
   * @throws InvalidEntryException if it is refused
   */
  static Decoded decode(byte[] bytes) {
    if (bytes.length > EntryLimits.MAX_BYTES) {
      throw new InvalidEntryException(EntryProblem.TOO_LARGE);
    }
    try {
      return new EntryDecoding(bytes).read();
    } catch (InvalidCborException e) {
      String detail = e.flaw().message() + ", at byte " + e.offset();
      throw new InvalidEntryException(EntryProblem.ENCODING, detail);
    }
  }

  private Decoded read() {
    in.enterMap();
    while (in.nextMember()) {
      switch (in.name()) {
        case "_v" -> refuseVersion();
        case "sig" -> readSignature();
        case "tree" -> readTree();
        case "subtrees" -> subtrees = Optional.of(readSubtrees());
        default -> throw Members.unknown(in);
      }
    }
    in.finish();
    SigKey key = Members.required(signer, "key");
    Signature signed =
        signature.orElseThrow(() -> new InvalidEntryException(EntryProblem.UNSIGNED));
    EntryFields fields =
        new EntryFields(
            root,
            Members.required(parents, "parents"),
            Members.required(metadata, "metadata"),
            height,
            Members.required(subtrees, "subtrees"),
            key);
    return new Decoded(fields, signed, signatureMap, signatureFrom, signatureTo);
  }

  private void refuseVersion() {
    if (in.readInteger() == 0) {
      throw Members.defaultWritten("_v");
    }
    throw new InvalidEntryException(EntryProblem.UNKNOWN_VERSION);
  }

  private void readSignature() {
    signatureMap = in.position();
    in.enterMap();
    int from = in.position();
    while (in.nextMember()) {
      switch (in.name()) {
        case "key" -> signer = Optional.of(new SignerDecoding(in).read());
        case "sig" -> {
          signature = Optional.of(parseSignature(in.readText()));
          signatureFrom = from;
          signatureTo = in.position();
        }
        default -> throw Members.unknown(in);
      }
      from = in.position();
    }
  }

  private static Signature parseSignature(String text) {
    try {
      return Signature.parse(text);
    } catch (InvalidInputException e) {
      throw new InvalidEntryException(EntryProblem.MALFORMED_SIGNATURE);
    }
  }

  private void readTree() {
    in.enterMap();
    while (in.nextMember()) {
      switch (in.name()) {
        case "h" -> {
          height = in.readInteger();
          if (height == 0) {
            throw Members.defaultWritten("h");
          }
        }
        case "root" -> root = Optional.of(in.readLink());
        case "parents" -> parents = Optional.of(Members.readIds(in));
        case "metadata" -> metadata = Optional.of(MetadataJson.decode(in.readBytes()));
        default -> throw Members.unknown(in);
      }
    }
  }

  private List<Subtree> readSubtrees() {
    List<Subtree> read = new ArrayList<>();
    in.enterList();
    while (in.nextElement()) {
      read.add(readSubtree());
    }
    return read;
  }

  private Subtree readSubtree() {
    OptionalLong own = OptionalLong.empty();
    Optional<byte[]> data = Optional.empty();
    Optional<String> name = Optional.empty();
    Optional<List<Cid>> storeParents = Optional.empty();
    in.enterMap();
    while (in.nextMember()) {
      switch (in.name()) {
        case "h" -> own = OptionalLong.of(in.readInteger());
        case "data" -> data = Optional.of(in.readBytes());
        case "name" -> name = Optional.of(in.readText());
        case "parents" -> storeParents = Optional.of(Members.readIds(in));
        default -> throw Members.unknown(in);
      }
    }
    return new Subtree(
        Members.required(name, "name"), Members.required(storeParents, "parents"), data, own);
  }
}
