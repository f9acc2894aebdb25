package dev.couchgrass.store.kv.layout;

import dev.couchgrass.core.json.JsonBody;
import java.util.ArrayList;
import java.util.List;

/** What a revision says: its body and its attachments, in order. */
public record BodyRecord(List<AttachmentRecord> attachments, JsonBody body) {
  public static BodyRecord decode(byte[] bytes) {
    return read(new ByteReader(bytes));
  }

  /** Reads what is left of a record. */
  static BodyRecord read(ByteReader in) {
    int count = in.count();
    List<AttachmentRecord> attachments = count == 0 ? List.of() : new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      attachments.add(AttachmentRecord.read(in));
    }
    return new BodyRecord(attachments, JsonBody.stored(in.rest()));
  }

  public byte[] encode() {
    byte[] json = body.bytes();
    ByteWriter out =
        new ByteWriter(1 + json.length + 160 * attachments.size()).number(attachments.size());
    attachments.forEach(attachment -> attachment.write(out));
    return out.rest(json).toBytes();
  }
}
