package dev.couchgrass.core.document;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.InvalidInputException.Problem;
import dev.couchgrass.core.json.JsonBodyBuilder;
import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bulk request that is being read; of members that come twice, the last one counts. */
final class BulkDraft {
  private final ReadOptions options;
  private final JsonBodyBuilder builder;
  private final List<DocumentDraft> drafts = new ArrayList<>();
  private @Nullable Kind docs;
  private @Nullable Kind newEdits;
  private boolean onlyObjects = true;
  private boolean tooMany;

  BulkDraft(ReadOptions options, JsonBodyBuilder builder) {
    this.options = options;
    this.builder = builder;
  }

  BulkDocuments read(JsonReader reader) {
    if (reader.peek() != Kind.OBJECT) {
      reader.skip();
      reader.finish();
      throw bad("Request body must be a JSON object");
    }
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "docs" -> readDocs(reader);
        case "new_edits" -> {
          newEdits = reader.peek();
          reader.skip();
        }
        default -> reader.skip();
      }
    }
    reader.finish();
    return check();
  }

  private void readDocs(JsonReader reader) {
    docs = reader.peek();
    drafts.clear();
    onlyObjects = true;
    tooMany = false;
    if (docs != Kind.ARRAY) {
      reader.skip();
      return;
    }
    // Foreign revisions are not hashed; where new_edits comes later, some work is done in vain.
    builder.withTerm(options.hashing() && newEdits != Kind.FALSE);
    reader.enterArray();
    while (reader.nextElement()) {
      if (drafts.size() == options.maxDocuments()) {
        tooMany = true;
        reader.skip();
      } else if (reader.peek() == Kind.OBJECT) {
        drafts.add(DocumentDraft.read(reader, builder));
      } else {
        onlyObjects = false;
        reader.skip();
      }
    }
    builder.withTerm(options.hashing());
  }

  private BulkDocuments check() {
    if (docs == null) {
      throw bad("POST body must include `docs` parameter.");
    }
    if (docs != Kind.ARRAY) {
      throw bad("`docs` parameter must be an array.");
    }
    if (tooMany) {
      throw new InvalidInputException(Problem.TOO_LARGE, "Too many documents in one request");
    }
    if (newEdits != null && newEdits != Kind.TRUE && newEdits != Kind.FALSE) {
      throw bad("`new_edits` parameter must be a boolean.");
    }
    if (!onlyObjects) {
      throw bad("Document must be a JSON object");
    }
    List<ArrivedDocument> documents = new ArrayList<>(drafts.size());
    for (DocumentDraft draft : drafts) {
      documents.add(draft.either(options.maxBodyBytes()));
    }
    return new BulkDocuments(Optional.ofNullable(newEdits).map(Kind.TRUE::equals), documents);
  }

  private static InvalidInputException bad(String message) {
    return new InvalidInputException(Problem.BAD_REQUEST, message);
  }
}
