package dev.couchgrass.store.collection;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.store.document.StoredDocument;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The body of an item's document: its bytes as Base64, in the member {@value #MEMBER}. */
final class ItemBody {
  private static final String MEMBER = "data";

  private ItemBody() {}

  static JsonBody of(Buffer bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes.getBytes());
    String json = "{\"" + MEMBER + "\":\"" + base64 + "\"}";
    return JsonBody.stored(json.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * An item.
   *
   * @throws StoreException {@code DOC_VALIDATION} if the document is somebody else's and no item
   */
  static Item item(StoredDocument document) {
    String id = ItemIds.item(document.id()).orElseThrow(() -> notAnItem(document));
    return new Item(id, bytes(document));
  }

  private static Buffer bytes(StoredDocument document) {
    byte[] json = document.body().bytes();
    JsonReader reader = new JsonReader(json, 0, json.length, JsonLimits.DEFAULTS);
    reader.enterObject();
    while (reader.nextMember()) {
      if (reader.name().equals(MEMBER) && reader.peek() == Kind.STRING) {
        try {
          return Buffer.buffer(Base64.getDecoder().decode(reader.readStringBytes()));
        } catch (IllegalArgumentException e) {
          throw notAnItem(document);
        }
      }
      reader.skip();
    }
    throw notAnItem(document);
  }

  private static StoreException notAnItem(StoredDocument document) {
    return new StoreException(
        ErrorCode.DOC_VALIDATION,
        "The document is not an item of a collection: ",
        document.id().value());
  }
}
