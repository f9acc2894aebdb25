package dev.couchgrass.store.chronicle.log;

import dev.couchgrass.store.chronicle.disk.DiskFile;
import java.io.IOException;

/** The commits of a segment. */
final class SegmentSource implements Source {
  private final RecordReader reader;
  private final Entries entries = new Entries(4);

  SegmentSource(DiskFile file, Replay.Part part) {
    reader = new RecordReader(file, part.header(), part.from(), part.to());
  }

  @Override
  public boolean nextRecord() throws IOException {
    while (reader.next()) {
      if (reader.header().kind() == RecordHeader.COMMIT) {
        reader.readEntries(entries);
        return true;
      }
    }
    return false;
  }

  @Override
  public Entries entries() {
    return entries;
  }

  @Override
  public boolean compacted() {
    return false;
  }

  @Override
  public long commit() {
    return reader.header().commit();
  }

  @Override
  public LogPosition position() {
    return reader.position();
  }

  @Override
  public long placeOffset() {
    return reader.offset(entries.valueFrom());
  }

  @Override
  public long offset() {
    return reader.start();
  }

  @Override
  public long end() {
    return reader.end();
  }

  @Override
  public String name() {
    return reader.name();
  }
}
