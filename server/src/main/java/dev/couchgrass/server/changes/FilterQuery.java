package dev.couchgrass.server.changes;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.json.JsonSlice;
import dev.couchgrass.server.http.HttpFailure;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.changes.ChangesFilter;
import dev.couchgrass.store.changes.SelectorParser;
import dev.couchgrass.store.document.StoredDocument;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which changes a client wants. Filters that run a program are refused with 501, once it
 * is sure that CouchDB would not have refused them with something else.
 */
final class FilterQuery {
  private static final String NO_IDS = "`doc_ids` filter parameter is not a list of doc ids.";

  private final ChangesQuery query;
  private final Optional<byte[]> body;
  private final int maxIds;

  /**
   * @param body what a {@code POST} sent, if it sent anything
   * @param maxIds how many ids {@code _doc_ids} may name
   */
  FilterQuery(ChangesQuery query, Optional<byte[]> body, int maxIds) {
    this.query = query;
    this.body = body;
    this.maxIds = maxIds;
  }

  Future<ChangesFilter> resolve(DocumentStore store, boolean post) {
    body.ifPresent(FilterQuery::requireObject);
    String name = query.text("filter").orElse("");
    return switch (name) {
      case "" -> Future.succeededFuture(ChangesFilter.ALL);
      case "_design" -> Future.succeededFuture(ChangesFilter.DESIGN);
      case "_doc_ids" -> Future.succeededFuture(documents(post));
      case "_selector" -> Future.succeededFuture(selector(post));
      case "_view" -> view(store);
      default -> {
        if (name.startsWith("_")) {
          throw HttpFailure.badRequest("unknown builtin filter name");
        }
        String form = "`filter` must be of the form `designname/filtername`";
        yield function(store, name, "filters", form);
      }
    };
  }

  private ChangesFilter documents(boolean post) {
    byte[] json =
        post
            ? body.orElseThrow(() -> HttpFailure.badRequest(NO_IDS))
            : query.text("doc_ids").orElse("null").getBytes(StandardCharsets.UTF_8);
    JsonReader reader = reader(json);
    if (post) {
      return new ChangesFilter.Documents(
          member(reader, "doc_ids")
              .orElseThrow(() -> HttpFailure.badRequest(NO_IDS))
              .read(this::ids));
    }
    Set<DocumentId> ids = ids(reader);
    reader.finish();
    return new ChangesFilter.Documents(ids);
  }

  private Set<DocumentId> ids(JsonReader reader) {
    if (reader.peek() != Kind.ARRAY) {
      throw HttpFailure.badRequest(NO_IDS);
    }
    Set<DocumentId> ids = new HashSet<>();
    reader.enterArray();
    while (reader.nextElement()) {
      if (reader.peek() != Kind.STRING) {
        throw HttpFailure.badRequest(NO_IDS);
      }
      id(reader.readString()).ifPresent(ids::add);
      if (ids.size() > maxIds) {
        throw HttpFailure.tooLarge("`doc_ids` names too many documents");
      }
    }
    return ids;
  }

  /** No document can have an invalid id, so such a one names nothing. */
  private static Optional<DocumentId> id(String text) {
    try {
      return Optional.of(new DocumentId(text));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private ChangesFilter selector(boolean post) {
    if (!post) {
      throw HttpFailure.badRequest("Selector must be specified in POST payload");
    }
    Optional<JsonSlice> selector = body.flatMap(json -> member(reader(json), "selector"));
    if (selector.isEmpty() || selector.get().read(JsonReader::peek) != Kind.OBJECT) {
      throw HttpFailure.badRequest("Selector error: expected a JSON object");
    }
    body.flatMap(json -> member(reader(json), "fields")).ifPresent(FilterQuery::requireArray);
    return SelectorParser.installed().parse(selector.get().bytes());
  }

  /** CouchDB cuts documents that come along to these fields; here they come whole. */
  private static void requireArray(JsonSlice fields) {
    if (fields.read(JsonReader::peek) != Kind.ARRAY) {
      throw HttpFailure.badRequest("Selector error: fields must be JSON array");
    }
  }

  private Future<ChangesFilter> view(DocumentStore store) {
    String name = query.text("view").orElse("");
    if (name.isEmpty()) {
      throw HttpFailure.badRequest("`view` filter parameter is not provided.");
    }
    return function(store, name, "views", "`view` must be of the form `designname/viewname`");
  }

  private static Future<ChangesFilter> function(
      DocumentStore store, String name, String member, String form) {
    int slash = name.indexOf('/');
    if (slash < 1 || slash == name.length() - 1 || name.indexOf('/', slash + 1) >= 0) {
      throw HttpFailure.badRequest(form);
    }
    DocumentId design = new DocumentId("_design/" + name.substring(0, slash));
    return store
        .get(design)
        .map(
            found -> {
              StoredDocument document = found.orElseThrow(() -> HttpFailure.notFound("missing"));
              requireFunction(document, member, name.substring(slash + 1));
              throw HttpFailure.notImplemented(
                  "Filtering changes by a design document's function is not supported yet");
            });
  }

  private static void requireFunction(StoredDocument document, String member, String name) {
    boolean there =
        member(reader(document.body().bytes()), member)
            .map(functions -> functions.read(reader -> names(reader, name)))
            .orElse(false);
    if (!there) {
      throw HttpFailure.notFound("missing json key: " + name);
    }
  }

  private static void requireObject(byte[] json) {
    JsonReader reader = reader(json);
    if (reader.peek() != Kind.OBJECT) {
      throw HttpFailure.badRequest("Request body must be a JSON object");
    }
    reader.skip();
    reader.finish();
  }

  private static boolean names(JsonReader functions, String name) {
    return functions.peek() == Kind.OBJECT && member(functions, name).isPresent();
  }

  /** The value of a member; of equal names the last one counts. */
  private static Optional<JsonSlice> member(JsonReader object, String name) {
    Optional<JsonSlice> found = Optional.empty();
    object.enterObject();
    while (object.nextMember()) {
      if (object.name().equals(name)) {
        found = Optional.of(object.slice());
      } else {
        object.skip();
      }
    }
    return found;
  }

  private static JsonReader reader(byte[] json) {
    return new JsonReader(json, 0, json.length, JsonLimits.DEFAULTS);
  }
}
