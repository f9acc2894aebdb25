package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;

/** The blocks of a compacted file. */
final class CompactedSource implements Source {
  private final FileHeader header;
  private final FileWindow window;
  private final Compression compression;
  private final Entries packed = new Entries(0);
  private final Entries large = new Entries(4);
  private Entries entries = packed;
  private long offset;
  private long blocks;
  private final boolean fromStart;

  CompactedSource(DiskFile file, Replay.Part part, Compression compression) {
    this.header = part.header();
    this.window = new FileWindow(file, part.from(), part.to());
    this.compression = compression;
    fromStart = part.from() == FileHeader.LENGTH;
  }

  @Override
  public boolean nextRecord() throws IOException {
    offset = window.end();
    if (!window.fill(BlockHeader.LENGTH)
        || !BlockHeader.isAt(window.bytes(), window.next(), header, offset)) {
      throw new DamageException("A block is damaged", name(), offset);
    }
    BlockHeader block = BlockHeader.read(window.bytes(), window.next());
    int length = BlockHeader.LENGTH + block.stored();
    if (!block.isPlausible() || !window.fill(length)) {
      throw new DamageException("A block contradicts itself, or is cut off", name(), offset);
    }
    window.step(length);
    int body = window.start() + BlockHeader.LENGTH;
    if (block.kind() == BlockHeader.END) {
      requireEnd(block, body);
      return false;
    }
    byte[] raw = Blocks.unpack(block, window.bytes(), body, compression, name(), offset);
    entries = block.kind() == BlockHeader.LARGE ? large : packed;
    entries.reset(raw, 0, raw.length);
    blocks++;
    return true;
  }

  private void requireEnd(BlockHeader block, int body) throws DamageException {
    boolean matches =
        fromStart
            ? CompactedEnd.matches(block, window.bytes(), body, blocks)
            : CompactedEnd.isWhole(block, window.bytes(), body);
    if (!matches || !window.atEnd()) {
      throw new DamageException("The file has not as many blocks as it had", name(), offset);
    }
  }

  @Override
  public Entries entries() {
    return entries;
  }

  @Override
  public boolean compacted() {
    return true;
  }

  @Override
  public long commit() {
    return header.lastCommit();
  }

  @Override
  public LogPosition position() {
    throw new IllegalStateException("A compacted file has no positions");
  }

  @Override
  public long placeOffset() {
    return entries.equals(large)
        ? BlockPlace.ofLarge(offset)
        : BlockPlace.of(offset, entries.start());
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long end() {
    return window.end();
  }

  @Override
  public String name() {
    return FileNames.of(header);
  }
}
