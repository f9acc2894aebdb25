package dev.couchgrass.conformance.replication;

import static dev.couchgrass.conformance.document.StoreFixture.await;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.replication.model.Content;
import dev.couchgrass.conformance.replication.model.Content.Attached;
import dev.couchgrass.conformance.replication.model.Union;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.json.JsonBody;
import dev.couchgrass.core.revision.RevisionHistory;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.document.DocumentGraft;
import dev.couchgrass.store.document.GetOptions;
import dev.couchgrass.store.document.OpenRevision;
import dev.couchgrass.store.document.OpenRevisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Edits of replicas, each of which the model hears of. */
final class EditSteps {
  private static final int ANY = 10_000;
  private static final int GRAFTED_BYTES = 3_000;
  private static final int LONG = 2_000;
  private static final String TYPE = "application/octet-stream";

  private final Union union;
  private final boolean attachments;

  EditSteps(Fleet fleet, Union union) {
    this.union = union;
    this.attachments = fleet.replicas().stream().allMatch(each -> each.can(Capability.ATTACHMENTS));
  }

  /** The leaf of that number, counted round, as the replica itself has it. */
  private static Optional<RevisionId> leaf(Replica replica, String id, int number) {
    List<OpenRevision> leaves =
        await(
            replica
                .store()
                .openRevisions(new DocumentId(id), new OpenRevisions.All(), GetOptions.DEFAULTS)
                .compose(rows -> rows.toList(ANY)));
    return leaves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ((OpenRevision.Found) leaves.get(number % leaves.size())).document().revision());
  }

  /** Replaces a leaf, whose attachments are kept, or makes the document. */
  void edit(Replica replica, String id, int leaf, int body) {
    Optional<RevisionId> parent = leaf(replica, id, leaf);
    SortedMap<String, Attached> kept =
        parent.map(revision -> attached(id, revision)).orElseGet(TreeMap::new);
    write(replica, id, parent, new Content(false, body(body), kept), keep(kept));
  }

  void delete(Replica replica, String id, int leaf) {
    leaf(replica, id, leaf)
        .ifPresent(
            parent ->
                write(
                    replica, id, Optional.of(parent), Content.of(true, JsonBody.EMPTY), List.of()));
  }

  void attach(Replica replica, String id, int leaf, String name, int size) {
    Optional<RevisionId> parent = leaf(replica, id, leaf);
    if (!attachments || parent.isEmpty()) {
      return;
    }
    SortedMap<String, Attached> all = attached(id, parent.get());
    all.remove(name);
    List<AttachmentEdit> edits = keep(all);
    byte[] bytes = Attachments.random(size);
    edits.add(Attachments.attach(replica.store(), name, bytes));
    all.put(name, new Attached(bytes, parent.get().generation() + 1));
    write(replica, id, parent, new Content(false, body(0), all), edits);
  }

  /** A revision that the model knows, or must not be there. */
  private SortedMap<String, Attached> attached(String id, RevisionId revision) {
    return new TreeMap<>(
        union
            .content(id, revision)
            .orElseThrow(
                () -> new AssertionError("REP-1: a leaf that nobody made: " + id + " " + revision))
            .attachments());
  }

  private static List<AttachmentEdit> keep(SortedMap<String, Attached> kept) {
    List<AttachmentEdit> edits = new ArrayList<>();
    kept.keySet().forEach(name -> edits.add(new AttachmentEdit.Keep(name)));
    return edits;
  }

  private void write(
      Replica replica,
      String id,
      Optional<RevisionId> parent,
      Content content,
      List<AttachmentEdit> edits) {
    DocumentEdit edit =
        new DocumentEdit(new DocumentId(id), parent, content.deleted(), content.body(), edits);
    List<RevisionId> history = new ArrayList<>(List.of(await(replica.store().write(edit))));
    parent.ifPresent(revision -> history.addAll(union.path(id, revision)));
    union.add(id, history, content);
    replica.line().written();
  }

  void graft(Replica replica, String id, String branch) {
    List<RevisionId> history =
        IntStream.iterate(branch.length(), g -> g >= 1, g -> g - 1)
            .mapToObj(g -> RevisionId.parse(g + "-" + branch.substring(0, g)))
            .toList();
    SortedMap<String, Attached> attached = new TreeMap<>();
    List<AttachmentEdit> edits = new ArrayList<>();
    if (attachments && branch.endsWith("y")) {
      byte[] bytes = Attachments.random(GRAFTED_BYTES);
      attached.put("f", new Attached(bytes, branch.length()));
      edits.add(
          new AttachmentEdit.Attach(
              "f",
              TYPE,
              Attachments.stage(replica.store(), bytes),
              OptionalLong.of(branch.length())));
    }
    JsonBody body = JsonBody.parse("{\"branch\":\"" + branch + "\"}");
    Content content = new Content(branch.endsWith("d"), body, attached);
    DocumentGraft graft =
        new DocumentGraft(
            new DocumentId(id), new RevisionHistory(history), content.deleted(), body, edits);
    await(replica.store().graft(List.of(graft))).get(0).orThrow();
    union.add(id, history, content);
    replica.line().written();
  }

  private static JsonBody body(int number) {
    String padding = number % 3 == 2 ? "p".repeat(LONG) : "";
    return JsonBody.parse("{\"n\":" + number + ",\"p\":\"" + padding + "\"}");
  }
}
