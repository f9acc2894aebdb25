package dev.couchgrass.server.document;

import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.json.JsonLimits;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.core.json.JsonSlice;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The form that CouchDB asks of a design document, whatever is done with it. */
final class DesignForm {
  /** The body was read before, under limits that may be as high as these. */
  private static final JsonLimits ANY = new JsonLimits(2_000, 100_000);

  private static final Set<String> SWITCHES = Set.of("include_design", "local_seq", "partitioned");

  /** The language whose maps are objects. */
  private static final String MANGO = "query";

  private final JsonReader body;
  private String language = "javascript";
  private Optional<JsonSlice> views = Optional.empty();
  private boolean validates;

  private DesignForm(JsonReader body) {
    this.body = body;
  }

  /**
   * Reads a design document.
   *
   * @throws StoreException INVALID_DESIGN_DOCUMENT, in CouchDB's words
   */
  static DesignForm require(JsonBody document) {
    byte[] text = document.bytes();
    DesignForm form = new DesignForm(new JsonReader(text, 0, text.length, ANY));
    form.members();
    form.views.ifPresent(
        slice ->
            slice.read(
                reader -> {
                  form.views(reader);
                  return form;
                }));
    return form;
  }

  /** Whether it has a function that decides about writes. */
  boolean validates() {
    return validates;
  }

  private void members() {
    body.enterObject();
    while (body.nextMember()) {
      String name = body.name();
      switch (name) {
        case "filters", "lists", "shows", "updates" -> functions(name);
        case "language" -> {
          kind(body, name, Kind.STRING);
          language = body.readString();
        }
        case "options" -> options(name);
        case "rewrites" -> {
          kind(body, name, Kind.ARRAY, Kind.STRING);
          body.skip();
        }
        case "validate_doc_update" -> {
          kind(body, name, Kind.STRING);
          validates = true;
          body.skip();
        }
        case "views" -> {
          kind(body, name, Kind.OBJECT);
          views = Optional.of(body.slice());
        }
        default -> body.skip();
      }
    }
    body.finish();
  }

  private void functions(String path) {
    kind(body, path, Kind.OBJECT);
    body.enterObject();
    while (body.nextMember()) {
      kind(body, path + '.' + body.name(), Kind.STRING, Kind.OBJECT);
      body.skip();
    }
  }

  private void options(String path) {
    kind(body, path, Kind.OBJECT);
    body.enterObject();
    while (body.nextMember()) {
      String name = body.name();
      if (!SWITCHES.contains(name)) {
        body.skip();
      } else if (body.peek() != Kind.TRUE && body.peek() != Kind.FALSE) {
        throw wrongType(path + '.' + name, "boolean");
      } else if (body.readBoolean() && name.equals("partitioned")) {
        throw refusal("partitioned option cannot be true in a non-partitioned database.");
      }
    }
  }

  private void views(JsonReader reader) {
    reader.enterObject();
    while (reader.nextMember()) {
      String name = reader.name();
      kind(reader, "views." + name, Kind.OBJECT);
      boolean mapped = view(reader, "views." + name + '.');
      // Modules that views share are no view.
      if (!mapped && !name.equals("lib")) {
        throw refusal("View `" + name + "` must contain map function");
      }
    }
  }

  private boolean view(JsonReader reader, String path) {
    boolean mapped = false;
    reader.enterObject();
    while (reader.nextMember()) {
      String name = reader.name();
      if (name.equals("map")) {
        kind(reader, path + name, language.equals(MANGO) ? Kind.OBJECT : Kind.STRING);
        mapped = true;
      } else if (name.equals("reduce")) {
        kind(reader, path + name, Kind.STRING);
      }
      reader.skip();
    }
    return mapped;
  }

  private static void kind(JsonReader reader, String path, Kind... allowed) {
    Kind found = reader.peek();
    StringBuilder names = new StringBuilder();
    for (Kind kind : allowed) {
      if (kind == found) {
        return;
      }
      names.append(names.isEmpty() ? "" : " or ").append(kind.name().toLowerCase(Locale.ROOT));
    }
    throw wrongType(path, names.toString());
  }

  private static StoreException wrongType(String path, String type) {
    return refusal('`' + path + "` field must have " + type + " type");
  }

  private static StoreException refusal(String reason) {
    return new StoreException(ErrorCode.INVALID_DESIGN_DOCUMENT, reason);
  }
}
