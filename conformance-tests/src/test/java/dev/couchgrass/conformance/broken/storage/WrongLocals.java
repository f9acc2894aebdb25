package dev.couchgrass.conformance.broken.storage;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.store.DocumentStore;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.result.ResultCursor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Databases that take local documents for something else than they are. */
final class WrongLocals {
  private WrongLocals() {}

  /** Kept as a document too. */
  static final class AreDocuments extends DelegatingStore {
    AreDocuments(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
      return inner
          .write(List.of(DocumentEdit.create(new DocumentId(id.value()), body)))
          .compose(written -> inner.putLocal(id, parent, body));
    }
  }

  /** Whatever stands before the last slash is taken for a prefix. */
  static final class IdsCut extends DelegatingStore {
    IdsCut(DocumentStore inner) {
      super(inner);
    }

    private static LocalDocumentId cut(LocalDocumentId id) {
      String last = id.value().substring(id.value().lastIndexOf('/') + 1);
      return last.isEmpty() ? id : new LocalDocumentId(last);
    }

    @Override
    public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
      return inner.putLocal(cut(id), parent, body);
    }

    @Override
    public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
      return inner.local(cut(id));
    }
  }

  /** A writer that does not know the newest revision is not listened to. */
  static final class NewerOnesStay extends DelegatingStore {
    NewerOnesStay(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
      return inner
          .local(id)
          .compose(
              there ->
                  there
                      .filter(stored -> stored.revision() > parent)
                      .map(Future::succeededFuture)
                      .orElseGet(() -> inner.putLocal(id, parent, body)));
    }
  }

  static final class CountTheStored extends DelegatingStore {
    CountTheStored(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
      return inner
          .local(id)
          .compose(
              there -> inner.putLocal(id, there.map(LocalDocument::revision).orElse(0L), body));
    }
  }

  static final class RemovalAlwaysFinds extends DelegatingStore {
    RemovalAlwaysFinds(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<Boolean> removeLocal(LocalDocumentId id) {
      return inner.removeLocal(id).map(true);
    }
  }

  static final class ListedBackward extends DelegatingStore {
    ListedBackward(DocumentStore inner) {
      super(inner);
    }

    private static List<LocalDocument> backward(List<LocalDocument> piece) {
      List<LocalDocument> backward = new ArrayList<>(piece);
      Collections.reverse(backward);
      return backward;
    }

    @Override
    public Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options) {
      return inner.locals(options).map(all -> new EditedCursor<>(all, ListedBackward::backward));
    }
  }

  /** On the heap alone. */
  static final class NotKept extends DelegatingStore {
    private final Map<LocalDocumentId, LocalDocument> locals = new HashMap<>();

    NotKept(DocumentStore inner) {
      super(inner);
    }

    @Override
    public Future<LocalDocument> putLocal(LocalDocumentId id, long parent, JsonBody body) {
      LocalDocument written = new LocalDocument(id, parent + 1, body);
      locals.put(id, written);
      return Future.succeededFuture(written);
    }

    @Override
    public Future<Optional<LocalDocument>> local(LocalDocumentId id) {
      return Future.succeededFuture(Optional.ofNullable(locals.get(id)));
    }
  }
}
