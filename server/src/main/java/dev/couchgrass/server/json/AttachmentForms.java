package dev.couchgrass.server.json;

import dev.couchgrass.store.attachment.AttachmentInfo;
import java.util.Map;
import java.util.Set;

/**
 * How a document's attachments are written. Those that are neither inline nor following are stubs.
 *
 * @param encodingInfo whether to tell how each is stored: CouchDB's {@code att_encoding_info}
 * @param inline the bytes, by name and decoded, of those that are written with their data
 * @param following the names of those whose bytes follow in later parts of a multipart answer
 */
public record AttachmentForms(
    boolean encodingInfo, Map<String, byte[]> inline, Set<String> following) {
  /** Stubs without information about their encoding. */
  public static final AttachmentForms STUBS = new AttachmentForms(false, Map.of(), Set.of());

  public AttachmentForms {
    inline = Map.copyOf(inline);
    following = Set.copyOf(following);
  }

  public AttachmentForms withEncodingInfo(boolean wanted) {
    return new AttachmentForms(wanted, inline, following);
  }

  public AttachmentForms withInline(Map<String, byte[]> data) {
    return new AttachmentForms(encodingInfo, data, following);
  }

  public AttachmentForms withFollowing(Set<String> names) {
    return new AttachmentForms(encodingInfo, inline, names);
  }

  void write(JsonWriter out, AttachmentInfo attachment) {
    out.name(attachment.name()).beginObject();
    out.name("content_type").value(attachment.contentType());
    out.name("revpos").value(attachment.revisionPosition());
    out.name("digest").value(attachment.digest());
    byte[] data = inline.get(attachment.name());
    if (data != null) {
      out.name("data").base64(data);
    } else {
      boolean follows = following.contains(attachment.name());
      out.name("length").value(attachment.length());
      out.name(follows ? "follows" : "stub").value(true);
    }
    if (encodingInfo && attachment.encoding().isPresent()) {
      out.name("encoding").value(attachment.encoding().get());
      out.name("encoded_length").value(attachment.storedLength());
    }
    out.endObject();
  }
}
