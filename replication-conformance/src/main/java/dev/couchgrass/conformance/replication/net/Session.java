package dev.couchgrass.conformance.replication.net;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.RevisionsDiff;
import dev.couchgrass.store.document.WriteResult;
import dev.couchgrass.store.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a replication was told by the two databases: what it must be able to account for. */
public final class Session {
  private static final Set<ErrorCode> FOR_GOOD =
      Set.of(ErrorCode.UNAUTHORIZED, ErrorCode.FORBIDDEN, ErrorCode.TOO_LARGE);

  /** A revision of a document. */
  public record Revision(DocumentId id, RevisionId revision) {}

  private final Optional<DocumentId> forbidden;
  private final Map<Revision, ErrorCode> refused = new LinkedHashMap<>();
  private final List<String> transfers = new ArrayList<>();
  private long written;
  private long alreadyThere;
  private boolean killed;

  /**
   * Of a replication that begins.
   *
   * @param forbidden what its target does not take from it
   */
  public Session(Optional<DocumentId> forbidden) {
    this.forbidden = forbidden;
  }

  /** Ends the process that replicates: it makes no call any more, and hears of none. */
  public void kill() {
    killed = true;
  }

  boolean killed() {
    return killed;
  }

  boolean forbids(DocumentId id) {
    return forbidden.filter(id::equals).isPresent();
  }

  /** A call by which documents travel. */
  void transfer(String call) {
    transfers.add(call);
  }

  void told(List<DocumentGraft> grafts, List<WriteResult> results) {
    for (int i = 0; i < results.size(); i++) {
      if (!(results.get(i) instanceof WriteResult.Refused refusal)) {
        written++;
      } else if (FOR_GOOD.contains(refusal.error().code())) {
        DocumentGraft graft = grafts.get(i);
        refused.put(new Revision(graft.id(), graft.history().revision()), refusal.error().code());
      }
    }
  }

  void told(Map<DocumentId, List<RevisionId>> asked, Map<DocumentId, RevisionsDiff> lacking) {
    asked.forEach(
        (id, revisions) -> {
          int missing = lacking.containsKey(id) ? lacking.get(id).missing().size() : 0;
          alreadyThere += revisions.size() - missing;
        });
  }

  /** How many revisions the target said that it took. */
  public long written() {
    return written;
  }

  /** How many revisions the target said that it has. */
  public long alreadyThere() {
    return alreadyThere;
  }

  /** What the target said that it will never take. */
  public Map<Revision, ErrorCode> refused() {
    return Map.copyOf(refused);
  }

  /** The calls by which documents, or parts of them, were read or written. */
  public List<String> transfers() {
    return List.copyOf(transfers);
  }
}
