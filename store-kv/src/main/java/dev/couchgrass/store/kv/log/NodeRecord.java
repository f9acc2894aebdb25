package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.store.kv.layout.ByteReader;
import dev.couchgrass.store.kv.layout.ByteWriter;
import dev.couchgrass.store.operation.NodeInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * A node that is known.
 *
 * @param updated when it was noted last, in milliseconds since 1970
 * @param livePlace in the {@link NodeList} of those that are not stale; 0 if it is
 * @param bootstrapPlace in the list of those that others may begin with; 0 if it is none of them
 */
public record NodeRecord(NodeInfo info, long updated, long livePlace, long bootstrapPlace) {
  private static final int BOOTSTRAP = 1;
  private static final int STALE = 2;

  public static NodeRecord decode(PublicKey id, byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int flags = in.octet();
    long updated = in.number();
    long livePlace = in.number();
    long bootstrapPlace = in.number();
    int count = in.count();
    List<String> addresses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      addresses.add(in.text());
    }
    NodeInfo info = new NodeInfo(id, (flags & BOOTSTRAP) != 0, (flags & STALE) != 0, addresses);
    return new NodeRecord(info, updated, livePlace, bootstrapPlace);
  }

  public byte[] encode() {
    ByteWriter out =
        new ByteWriter(64)
            .octet((info.bootstrap() ? BOOTSTRAP : 0) | (info.stale() ? STALE : 0))
            .number(updated)
            .number(livePlace)
            .number(bootstrapPlace)
            .number(info.addresses().size());
    info.addresses().forEach(out::text);
    return out.toBytes();
  }

  public long place(NodeList.Kind list) {
    return list == NodeList.Kind.LIVE ? livePlace : bootstrapPlace;
  }

  NodeRecord withPlace(NodeList.Kind list, long place) {
    return list == NodeList.Kind.LIVE
        ? new NodeRecord(info, updated, place, bootstrapPlace)
        : new NodeRecord(info, updated, livePlace, place);
  }
}
