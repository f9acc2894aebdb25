package dev.couchgrass.core.entry;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Codec;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import java.util.List;
import java.util.Optional;

/**
 * A signed entry of a database: what it changes in which stores, and which entries it builds on.
 *
 * <p>Immutable, and kept as the bytes that arrived: they are what is hashed and what is signed, and
 * are never written again. Two entries are equal if their ids are. That an entry exists says that
 * it is well formed, and nothing about who signed it: see {@link #isSignedBy}, and {@link
 * ReceiptCheck} for what its ancestors tell.
 */
public final class Entry {
  private final byte[] bytes;
  private final EntryDecoding.Decoded decoded;
  private final EntryFields fields;
  private final Cid id;

  private Entry(byte[] bytes) {
    this.bytes = bytes;
    this.decoded = EntryDecoding.decode(bytes);
    this.fields = decoded.fields();
    this.id = Cid.of(Codec.DAG_CBOR, bytes);
  }

  /**
   * Reads an entry, whose bytes are copied.
   *
   * @throws InvalidEntryException if they are not the canonical form of a well-formed, signed
   *     entry, with the reason; the signature itself is not verified
   */
  public static Entry decode(byte[] bytes) {
    return new Entry(bytes.clone());
  }

  /** As {@link #decode}, for an array that nobody else will change. */
  static Entry decodeOwned(byte[] bytes) {
    return new Entry(bytes);
  }

  /** The CID of all bytes, the signature among them. */
  public Cid id() {
    return id;
  }

  /** The bytes themselves, not a copy: they must not be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes that are signed, in a new array: all but the signature. */
  public byte[] signingBytes() {
    int cut = decoded.signatureTo() - decoded.signatureFrom();
    byte[] signed = new byte[bytes.length - cut];
    System.arraycopy(bytes, 0, signed, 0, decoded.signatureFrom());
    System.arraycopy(
        bytes,
        decoded.signatureTo(),
        signed,
        decoded.signatureFrom(),
        bytes.length - decoded.signatureTo());
    // The map that the signature was in has a member less.
    signed[decoded.signatureMap()]--;
    return signed;
  }

  /** Whether this begins a database, whose id it is. */
  public boolean isRoot() {
    return fields.root().isEmpty();
  }

  /** The id of the database that this belongs to: its root's, which may be this. */
  public Cid database() {
    return fields.root().orElse(id);
  }

  /** The entries that this builds on, in order; none if this is a root. */
  public List<Cid> parents() {
    return fields.parents();
  }

  /** The settings that this was written under, and a root's entropy. */
  public Metadata metadata() {
    return fields.metadata();
  }

  /** One more than the highest parent's at least, 0 at the least. */
  public long height() {
    return fields.height();
  }

  /** The parts in stores, in the order of the UTF-8 of their names. */
  public List<Subtree> subtrees() {
    return fields.subtrees();
  }

  /** The part in a store. */
  public Optional<Subtree> subtree(String store) {
    return fields.subtree(store);
  }

  /** What this changes in a store, not copied: must not be changed. */
  public Optional<byte[]> data(String store) {
    return subtree(store).flatMap(Subtree::data);
  }

  /** The entries that come before this in a store; none if it is the first, or not in the store. */
  public List<Cid> storeParents(String store) {
    return subtree(store).map(Subtree::parents).orElse(List.of());
  }

  /** The height in a store: that of its own, or else the entry's. */
  public long storeHeight(String store) {
    return subtree(store).map(part -> part.height().orElse(height())).orElse(height());
  }

  /** Who signed this, as it says. */
  public SigKey signer() {
    return fields.signer();
  }

  /** The signature, which may be anybody's. */
  public Signature signature() {
    return decoded.signature();
  }

  /** Whether the signature is this key's. Takes as long as hundreds of hashes. */
  public boolean isSignedBy(PublicKey key) {
    return key.verifies(signingBytes(), signature());
  }

  /**
   * Requires the signature to be this key's.
   *
   * @throws InvalidEntryException if it is not
   */
  public void requireSignedBy(PublicKey key) {
    if (!isSignedBy(key)) {
      throw new InvalidEntryException(EntryProblem.BAD_SIGNATURE);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** The id's text. */
  @Override
  public String toString() {
    return id.toString();
  }
}
