package dev.couchgrass.store.chronicle.pages;

import dev.couchgrass.store.chronicle.log.LogPosition;
import dev.couchgrass.store.chronicle.tree.Root;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A slot of the roots: CRC-32C of all that follows, its length, format version, sequence, then the
 * record. Numbers are big-endian; texts and the engine's bytes come after their length.
 */
final class RootFormat {
  private static final int VERSION = 1;

  /** Checksum and length. */
  private static final int ENVELOPE_BYTES = 2 * Integer.BYTES;

  private static final int FIXED_BYTES = ENVELOPE_BYTES + 2 + 9 * Long.BYTES + 5 * Integer.BYTES;

  /** A record, and which one it is: the next has the next number. */
  record Numbered(long sequence, RootRecord root) {}

  private RootFormat() {}

  static ByteBuffer encode(Numbered numbered) {
    RootRecord root = numbered.root();
    byte[] file = bytes(root.indexFile());
    byte[] bootId = bytes(root.bootId());
    ByteBuffer slot =
        ByteBuffer.allocate(FIXED_BYTES + file.length + bootId.length + root.engine().length);
    slot.position(ENVELOPE_BYTES);
    slot.put((byte) VERSION).put((byte) (root.clean() ? 1 : 0)).putLong(root.seal().orElse(0));
    slot.putLong(numbered.sequence());
    slot.putLong(root.tree().pageId()).putInt(root.tree().height());
    slot.putLong(root.tree().entries()).putLong(root.tree().nextPageId());
    LogPosition position = root.position();
    slot.putLong(position.file()).putLong(position.start()).putLong(position.end());
    slot.putLong(position.commit()).putInt(position.checksum());
    put(slot, file);
    put(slot, bootId);
    put(slot, root.engine());
    int length = slot.position() - ENVELOPE_BYTES;
    slot.putInt(Integer.BYTES, length);
    slot.putInt(0, checksum(slot, length));
    return slot.flip();
  }

  /** Empty if it is not whole, or of another version. */
  static Optional<Numbered> decode(ByteBuffer slot) {
    if (slot.remaining() < ENVELOPE_BYTES) {
      return Optional.empty();
    }
    int checksum = slot.getInt();
    int length = slot.getInt();
    if (length < 1
        || length > slot.remaining()
        || checksum(slot, length) != checksum
        || slot.get() != VERSION) {
      return Optional.empty();
    }
    try {
      return Optional.of(read(slot));
    } catch (BufferUnderflowException | IllegalArgumentException odd) {
      return Optional.empty();
    }
  }

  private static Numbered read(ByteBuffer slot) {
    boolean clean = slot.get() == 1;
    long checksum = slot.getLong();
    OptionalLong seal = clean ? OptionalLong.of(checksum) : OptionalLong.empty();
    long sequence = slot.getLong();
    Root tree = new Root(slot.getLong(), slot.getInt(), slot.getLong(), slot.getLong());
    LogPosition position =
        new LogPosition(
            slot.getLong(), slot.getLong(), slot.getLong(), slot.getLong(), slot.getInt());
    Optional<String> file = text(take(slot));
    Optional<String> bootId = text(take(slot));
    return new Numbered(sequence, new RootRecord(tree, file, position, bootId, seal, take(slot)));
  }

  private static void put(ByteBuffer slot, byte[] bytes) {
    slot.putInt(bytes.length).put(bytes);
  }

  private static byte[] take(ByteBuffer slot) {
    int length = slot.getInt();
    if (length < 0 || length > slot.remaining()) {
      throw new IllegalArgumentException("Longer than the slot");
    }
    byte[] bytes = new byte[length];
    slot.get(bytes);
    return bytes;
  }

  private static byte[] bytes(Optional<String> text) {
    return text.orElse("").getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> text(byte[] bytes) {
    return Optional.of(new String(bytes, StandardCharsets.UTF_8)).filter(text -> !text.isEmpty());
  }

  /** Of the length, too. */
  private static int checksum(ByteBuffer slot, int length) {
    CRC32C crc = new CRC32C();
    crc.update(slot.duplicate().limit(ENVELOPE_BYTES + length).position(Integer.BYTES));
    return (int) crc.getValue();
  }
}
