package dev.couchgrass.store.http.read;

import static dev.couchgrass.store.flow.Effects.onFailure;

import dev.couchgrass.core.document.LocalDocumentId;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.store.document.AllDocsOptions;
import dev.couchgrass.store.document.AllDocsOptions.Keys;
import dev.couchgrass.store.document.AllDocsOptions.Range;
import dev.couchgrass.store.document.AllDocsOptions.Scope;
import dev.couchgrass.store.document.AllDocsResult;
import dev.couchgrass.store.document.AllDocsRow;
import dev.couchgrass.store.document.LocalDocument;
import dev.couchgrass.store.document.PurgedInfo;
import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import dev.couchgrass.store.http.json.JsonOut;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.json.RowsJson;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Path;
import dev.couchgrass.store.http.wire.Place;
import dev.couchgrass.store.result.ResultCursor;
import dev.couchgrass.store.result.UpdateSequence;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Listings in the order of ids. */
public final class Listings {
  private final Remote remote;
  private final boolean listsDesign;

  /**
   * Of a database.
   *
   * @param listsDesign whether its server lists design documents by themselves
   */
  public Listings(Remote remote, boolean listsDesign) {
    this.remote = remote;
    this.listsDesign = listsDesign;
  }

  /** {@code _all_docs}, or {@code _design_docs}. */
  public Future<AllDocsResult> allDocs(AllDocsOptions options) {
    if (options.scope() == Scope.ALL) {
      return list("_all_docs", options).map(listing -> listing);
    }
    return listsDesign
        ? list("_design_docs", options).map(listing -> listing)
        : DesignRange.allDocs(options, all -> list("_all_docs", all));
  }

  private Future<Listing> list(String segment, AllDocsOptions options) {
    Path path =
        remote
            .path(segment)
            .flag("include_docs", options.includeDocuments())
            .flag("att_encoding_info", options.includeDocuments())
            .flag("conflicts", options.includeDocuments() && options.conflicts())
            .with("update_seq", "true");
    return remote
        .<AllDocsRow>rows(call(path, options, ""), "rows", row -> Optional.of(RowsJson.listed(row)))
        .compose(
            rows ->
                rows.head()
                    .map(head -> new Listing(remote.place(), rows, Head.of(head)))
                    .andThen(onFailure(cause -> rows.close())));
  }

  /** {@code _local_docs}. */
  public Future<ResultCursor<LocalDocument>> locals(AllDocsOptions options) {
    Path path = remote.path("_local_docs").with("include_docs", "true");
    return remote
        .rows(call(path, wellFormed(options), LocalDocumentId.PREFIX), "rows", RowsJson::local)
        .<ResultCursor<LocalDocument>>map(rows -> new RowCursor<>(remote.place(), rows))
        .recover(cause -> Future.failedFuture(unlisted(cause)));
  }

  /** Where this is not found there are local documents all the same. */
  private static Throwable unlisted(Throwable cause) {
    return Failures.is(cause, ErrorCode.DOCUMENT_MISSING)
        ? new StoreException(ErrorCode.NOT_SUPPORTED, "The server lists no local documents")
        : cause;
  }

  /** Only what could be an id is asked for: a server may take offence at the rest. */
  private static AllDocsOptions wellFormed(AllDocsOptions options) {
    if (!(options.selection() instanceof Keys keys)) {
      return options;
    }
    List<String> possible = keys.keys().stream().filter(Listings::isPossible).toList();
    return options.withSelection(new Keys(possible));
  }

  private static boolean isPossible(String key) {
    return !key.isEmpty()
        && new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).equals(key);
  }

  /** {@code _purged_infos}. */
  public Future<ResultCursor<PurgedInfo>> purgedInfos() {
    return remote
        .<PurgedInfo>rows(
            Call.get(remote.path("_purged_infos")),
            "purged_infos",
            row -> Optional.of(RowsJson.purged(row)))
        .map(rows -> new RowCursor<>(remote.place(), rows));
  }

  private static Call call(Path path, AllDocsOptions options, String prefix) {
    Path full = path.flag("descending", options.descending());
    if (options.skip() > 0) {
      full = full.with("skip", Long.toString(options.skip()));
    }
    if (options.selection() instanceof Keys keys) {
      byte[] body =
          new JsonOut()
              .beginObject()
              .name("keys")
              .strings(keys.keys().stream().map(prefix::concat).toList())
              .endObject()
              .bytes();
      return Call.post(limited(full, options.limit()), body).asSafe();
    }
    Range range = (Range) options.selection();
    if (isEmpty(range, options.descending())) {
      // CouchDB refuses a range that goes the wrong way.
      return Call.get(limited(full, 0));
    }
    if (range.start().isPresent()) {
      full = full.with("startkey", JsonOut.quoted(prefix + range.start().get()));
    }
    if (range.end().isPresent()) {
      full = full.with("endkey", JsonOut.quoted(prefix + range.end().get()));
      full = range.inclusiveEnd() ? full : full.with("inclusive_end", "false");
    }
    return Call.get(limited(full, options.limit()));
  }

  private static Path limited(Path path, long limit) {
    return limit == Long.MAX_VALUE ? path : path.with("limit", Long.toString(limit));
  }

  private static boolean isEmpty(Range range, boolean descending) {
    if (range.start().isEmpty() || range.end().isEmpty()) {
      return false;
    }
    int order =
        Arrays.compareUnsigned(
            range.start().get().getBytes(StandardCharsets.UTF_8),
            range.end().get().getBytes(StandardCharsets.UTF_8));
    return descending ? order < 0 : order > 0;
  }

  /**
   * What stands before the rows.
   *
   * @param sequence the start, if the server does not tell it in time: who goes on from there
   *     misses nothing
   */
  private record Head(long total, OptionalLong offset, UpdateSequence sequence) {
    private static Head of(byte[] json) {
      return Read.whole(
          json,
          reader -> {
            OptionalLong total = OptionalLong.empty();
            OptionalLong offset = OptionalLong.empty();
            UpdateSequence sequence = UpdateSequence.START;
            reader.enterObject();
            while (reader.nextMember()) {
              boolean known = reader.peek() != Kind.NULL;
              switch (reader.name()) {
                case "total_rows" -> total = Read.count(reader);
                case "offset" -> offset = Read.count(reader);
                case "update_seq" -> {
                  UpdateSequence told = Read.sequence(reader);
                  sequence = known ? told : sequence;
                }
                default -> reader.skip();
              }
            }
            return new Head(Read.require(total, "total_rows"), offset, sequence);
          });
    }
  }

  private static final class Listing extends RowCursor<AllDocsRow> implements AllDocsResult {
    private final Head head;

    private Listing(Place place, RowSource<AllDocsRow> rows, Head head) {
      super(place, rows);
      this.head = head;
    }

    @Override
    public long totalRows() {
      return head.total();
    }

    @Override
    public OptionalLong offset() {
      return head.offset();
    }

    @Override
    public UpdateSequence updateSequence() {
      return head.sequence();
    }
  }
}
