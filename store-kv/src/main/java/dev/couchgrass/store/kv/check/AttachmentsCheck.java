package dev.couchgrass.store.kv.check;

import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import dev.couchgrass.store.kv.layout.BlobRecord;
import dev.couchgrass.store.kv.layout.Counters;
import dev.couchgrass.store.kv.layout.Keys;
import dev.couchgrass.store.kv.layout.Space;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Checks the attachments of a database: the bytes of each have the digests that it is known by, are
 * named as often as is counted, and nothing is kept that no attachment has or had.
 */
final class AttachmentsCheck {
  private final Snapshot snapshot;
  private final Keys keys;
  private final String name;
  private final Findings findings;
  private final Counters counters;
  private final Multiset named;
  private final Multiset counted;
  private long bytes;
  private long pieces;

  /**
   * @param named blob and MD5 of each attachment that a body names
   */
  AttachmentsCheck(
      Snapshot snapshot,
      Keys keys,
      String name,
      Findings findings,
      Counters counters,
      Multiset named) {
    this.snapshot = snapshot;
    this.keys = keys;
    this.name = name;
    this.findings = findings;
    this.counters = counters;
    this.named = named;
    counted = named.another();
  }

  void run() {
    try (Cursor blobs = snapshot.scan(keys.all(Space.BLOBS), Direction.FORWARD)) {
      while (blobs.next()) {
        findings.entry();
        findings.attachments++;
        byte[] sha256 = Arrays.copyOfRange(blobs.key(), Keys.PREFIX_BYTES, blobs.key().length);
        String where = name + ", attachment " + HexFormat.of().formatHex(sha256);
        try {
          check(sha256, BlobRecord.decode(blobs.value()), where);
        } catch (IllegalStateException e) {
          findings.problem(where, "The attachment's record can't be read");
        }
      }
    }
    findings.require(
        counted.sameAs(named),
        name,
        "Attachments are named and not there, more or less often than is counted, or with another"
            + " MD5");
    findings.require(counters.blobBytes() == bytes, name, "The size of attachments is wrong");
    findWaiting(Space.DROPPED);
    findWaiting(Space.UPLOADS);
    requirePieces();
  }

  private void check(byte[] sha256, BlobRecord blob, String where) {
    bytes += blob.length();
    MessageDigest sha = digest("SHA-256");
    MessageDigest md5 = digest("MD5");
    long length = 0;
    int piece = 0;
    boolean inOrder = true;
    try (Cursor cursor = snapshot.scan(keys.pieces(blob.blob()), Direction.FORWARD)) {
      while (cursor.next()) {
        byte[] found = cursor.value();
        inOrder &= Keys.piece(cursor.key()) == piece++;
        sha.update(found);
        md5.update(found);
        length += found.length;
      }
    }
    pieces += piece;
    findings.require(
        inOrder && piece == blob.pieces() && length == blob.length(),
        where,
        "Pieces are missing, or too many");
    findings.require(
        MessageDigest.isEqual(sha.digest(), sha256), where, "The bytes have another SHA-256");
    findings.require(
        blob.blob() <= counters.lastBlob(), where, "The attachment's number was not given out");
    counted.add(sha256, md5.digest(), blob.references());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has it", e);
    }
  }

  /** What is to be removed, or on its way in, has pieces as well. */
  private void findWaiting(Space space) {
    try (Cursor waiting = snapshot.scan(keys.all(space), Direction.FORWARD)) {
      while (waiting.next()) {
        findings.entry();
        long blob =
            space == Space.UPLOADS
                ? Keys.number(waiting.key())
                : BlobRecord.decode(waiting.value()).blob();
        try (Cursor found = snapshot.scan(keys.pieces(blob), Direction.FORWARD)) {
          while (found.next()) {
            pieces++;
          }
        }
      }
    }
  }

  private void requirePieces() {
    long count = 0;
    long length = 0;
    try (Cursor cursor = snapshot.scan(keys.all(Space.PIECES), Direction.FORWARD)) {
      while (cursor.next()) {
        findings.entry();
        count++;
        length += cursor.value().length;
      }
    }
    findings.require(count == pieces, name, "There are pieces of no attachment");
    findings.require(counters.pieceBytes() == length, name, "The size of pieces is wrong");
  }
}
