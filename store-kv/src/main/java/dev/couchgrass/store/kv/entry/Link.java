package dev.couchgrass.store.kv.entry;

import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/** How an entry stands in a graph: all that walks need of it. */
public record Link(long height, List<Cid> parents) {
  /** What a parent takes, about. */
  static final int PARENT_BYTES = 32;

  public static Link decode(byte[] bytes) {
    return read(new ByteReader(bytes));
  }

  public static Link read(ByteReader in) {
    long height = in.number();
    int count = in.count();
    List<Cid> parents = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parents.add(EntryKeys.id(in.octets(PARENT_BYTES)));
    }
    return new Link(height, parents);
  }

  public void write(ByteWriter out) {
    out.number(height).number(parents.size());
    parents.forEach(parent -> out.rest(parent.hash().bytes()));
  }

  public byte[] encode() {
    ByteWriter out = new ByteWriter(12 + PARENT_BYTES * parents.size());
    write(out);
    return out.toBytes();
  }
}
