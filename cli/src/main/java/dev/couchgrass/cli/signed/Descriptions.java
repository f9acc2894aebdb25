package dev.couchgrass.cli.signed;

import dev.couchgrass.core.entry.KeyHint;
import dev.couchgrass.core.entry.SigKey;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.store.entry.StoredEntry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Databases and entries, as they are shown. */
public final class Descriptions {
  private Descriptions() {}

  /** What a database is. */
  public static JsonObject of(SignedDatabase database) {
    JsonArray stores = new JsonArray();
    database
        .stores()
        .await()
        .forEach((name, type) -> stores.add(new JsonObject().put("name", name).put("type", type)));
    JsonArray keys = new JsonArray();
    for (Map.Entry<PublicKey, KeyGrant> grant :
        database.settings().await().auth().keys().entrySet()) {
      keys.add(granted(grant.getKey(), grant.getValue()));
    }
    List<String> tips = database.snapshot().await().ids().stream().map(Cid::toString).toList();
    return new JsonObject()
        .put("id", database.id().toString())
        .put("name", database.name().await().orElse(null))
        .put("tips", new JsonArray(tips))
        .put("stores", stores)
        .put("keys", keys);
  }

  /** A wish to be let in. */
  public static JsonObject of(AccessRequest request) {
    return new JsonObject()
        .put("id", request.id())
        .put("status", request.status().word())
        .put("database", request.database().toString())
        .put("key", request.key().toString())
        .put("what", word(request.permission()))
        .put("name", request.name().orElse(null))
        .put("message", request.message().orElse(null));
  }

  private static JsonObject granted(PublicKey key, KeyGrant grant) {
    JsonObject json =
        new JsonObject().put("key", key.toString()).put("may", word(grant.permission()));
    if (grant.permission() instanceof Permission.Admin admin) {
      json.put("priority", admin.priority());
    } else if (grant.permission() instanceof Permission.Write write) {
      json.put("priority", write.priority());
    }
    return json.put("status", grant.status().setting().toLowerCase(Locale.ROOT));
  }

  private static String word(Permission permission) {
    if (permission instanceof Permission.Admin) {
      return "admin";
    }
    return permission instanceof Permission.Write ? "write" : "read";
  }

  /** What an entry is. */
  public static JsonObject of(StoredEntry stored) {
    JsonArray stores = new JsonArray();
    stored.entry().subtrees().stream().map(Subtree::name).forEach(stores::add);
    return new JsonObject()
        .put("id", stored.entry().id().toString())
        .put("height", stored.entry().height())
        .put("status", stored.status().name().toLowerCase(Locale.ROOT))
        .put("signer", signer(stored.entry().signer()))
        .put("stores", stores);
  }

  /** The key or its name, behind the databases by way of which it is trusted. */
  private static String signer(SigKey signer) {
    StringBuilder text = new StringBuilder();
    if (signer instanceof SigKey.Delegated delegated) {
      delegated.path().forEach(step -> text.append(step.database()).append('/'));
    }
    return text.append(hint(signer.hint())).toString();
  }

  private static String hint(KeyHint hint) {
    return hint instanceof KeyHint.ByName named
        ? named.name()
        : hint.publicKey().map(PublicKey::toString).orElse("");
  }
}
