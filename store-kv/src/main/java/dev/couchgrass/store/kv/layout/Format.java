package dev.couchgrass.store.kv.layout;

import dev.couchgrass.store.engine.KeyRange;
import dev.couchgrass.store.engine.Snapshot;
import dev.couchgrass.store.engine.Snapshot.Cursor;
import dev.couchgrass.store.engine.Snapshot.Direction;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which version of the layout an engine holds, or is on its way to.
 *
 * <p>Kept as the version, four bytes; on the way to it, a 1 follows, and how far it is. So a
 * release that does not know the version refuses what is half migrated, too: all of them read four
 * bytes.
 *
 * @param version from 1 on
 * @param reached how far the migration to that version has come, in its own form; empty if it is
 *     done
 */
public record Format(int version, Optional<byte[]> reached) {
  private static final byte ON_THE_WAY = 1;
  private static final KeyRange EVERYTHING = new KeyRange(new byte[0], new byte[] {(byte) 0xff});

  /** A version that is all there. */
  public static Format of(int version) {
    return new Format(version, Optional.empty());
  }

  /** What the catalogue notes is no version, or it notes none beside other things. */
  public static final class DamagedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    DamagedException(String detail) {
      super("The version of the layout is damaged");
      this.detail = detail;
    }

    /** What is there in its place. */
    public String detail() {
      return detail;
    }
  }

  /**
   * What an engine holds; empty if that is nothing at all.
   *
   * @throws DamagedException if it does not say
   */
  public static Optional<Format> read(Snapshot snapshot) {
    Optional<Format> noted = snapshot.get(Catalogue.format()).map(Format::decode);
    if (noted.isEmpty()) {
      try (Cursor any = snapshot.scan(EVERYTHING, Direction.FORWARD)) {
        if (any.next()) {
          throw new DamagedException("there is none");
        }
      }
    }
    return noted;
  }

  static Format decode(byte[] bytes) {
    int version = bytes.length < Integer.BYTES ? 0 : ByteBuffer.wrap(bytes).getInt();
    boolean done = bytes.length == Integer.BYTES;
    if (version < 1 || (!done && bytes[Integer.BYTES] != ON_THE_WAY)) {
      throw new DamagedException(HexFormat.of().formatHex(bytes));
    }
    return done
        ? of(version)
        : new Format(
            version, Optional.of(Arrays.copyOfRange(bytes, Integer.BYTES + 1, bytes.length)));
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(16).rest(Catalogue.encode(version));
    reached.ifPresent(place -> out.octet(ON_THE_WAY).rest(place));
    return out.toBytes();
  }

  /** The version that was there before a migration began, or is there if there is none. */
  public int settled() {
    return reached.isPresent() ? version - 1 : version;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Format that && Arrays.equals(encode(), that.encode());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }
}
