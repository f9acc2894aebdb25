package dev.couchgrass.conformance.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.couchgrass.conformance.document.Attachments;
import dev.couchgrass.conformance.document.StoreFixture;
import dev.couchgrass.conformance.model.StoreModel.Attached;
import dev.couchgrass.conformance.model.StoreModel.Content;
import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.Capability;
import dev.couchgrass.store.attachment.AttachmentContent;
import dev.couchgrass.store.attachment.AttachmentEdit;
import dev.couchgrass.store.attachment.AttachmentOptions;
import dev.couchgrass.store.document.DocumentEdit;
import dev.couchgrass.store.error.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Attaching, keeping, leaving out and reading. */
final class AttachmentSteps {
  private final Trialled tried;

  AttachmentSteps(Trialled tried) {
    this.tried = tried;
  }

  /** The leaf, if the store has attachments at all. */
  private Optional<RevisionId> leaf(String id, int number) {
    return tried.can(Capability.ATTACHMENTS) ? tried.leaf(id, number) : Optional.empty();
  }

  void attach(String id, int leaf, String name, int size) {
    leaf(id, leaf)
        .ifPresent(
            parent -> {
              SortedMap<String, Attached> attachments = others(id, parent, name);
              List<AttachmentEdit> edits = stubs(attachments);
              byte[] bytes = Attachments.random(size);
              edits.add(Attachments.attach(tried.db(), name, bytes));
              attachments.put(name, new Attached(bytes, parent.generation() + 1));
              replace(id, parent, attachments, edits);
            });
  }

  void detach(String id, int leaf, String name) {
    leaf(id, leaf)
        .ifPresent(
            parent -> {
              SortedMap<String, Attached> attachments = others(id, parent, name);
              replace(id, parent, attachments, stubs(attachments));
            });
  }

  void keepUnknown(String id, int leaf) {
    leaf(id, leaf)
        .ifPresent(
            parent -> {
              AttachmentEdit stub = new AttachmentEdit.Keep("unknown");
              Trialled.refused(
                  "WRT-7",
                  ErrorCode.MISSING_STUB,
                  tried.db().write(edit(id, parent, List.of(stub))));
            });
  }

  private SortedMap<String, Attached> others(String id, RevisionId parent, String name) {
    SortedMap<String, Attached> others =
        new TreeMap<>(tried.model().content(id, parent).orElseThrow().attachments());
    others.remove(name);
    return others;
  }

  private static List<AttachmentEdit> stubs(SortedMap<String, Attached> kept) {
    List<AttachmentEdit> stubs = new ArrayList<>();
    kept.keySet().forEach(name -> stubs.add(new AttachmentEdit.Keep(name)));
    return stubs;
  }

  private static DocumentEdit edit(String id, RevisionId parent, List<AttachmentEdit> attachments) {
    return new DocumentEdit(
        new DocumentId(id), Optional.of(parent), false, Trialled.body(0), attachments);
  }

  private void replace(
      String id,
      RevisionId parent,
      SortedMap<String, Attached> attachments,
      List<AttachmentEdit> edits) {
    RevisionId revision = StoreFixture.await(tried.db().write(edit(id, parent, edits)));
    Content content = new Content(false, Trialled.body(0), attachments);
    tried.model().add(id, List.of(revision, parent), content);
  }

  void read(String id, int number, String name, int from, int length) {
    if (!tried.can(Capability.ATTACHMENTS)) {
      return;
    }
    tried
        .revision(id, number)
        .ifPresent(
            revision ->
                read(
                    id,
                    name,
                    AttachmentOptions.DEFAULTS
                        .withRevision(revision)
                        .withRange(from, (long) from + length),
                    tried
                        .model()
                        .content(id, revision)
                        .flatMap(content -> Optional.ofNullable(content.attachments().get(name)))));
  }

  private void read(
      String id, String name, AttachmentOptions options, Optional<Attached> expected) {
    Optional<AttachmentContent> found =
        StoreFixture.await(tried.db().attachment(new DocumentId(id), name, options));
    assertEquals(
        expected.isPresent(), found.isPresent(), "ATT-10: whether there is such an attachment");
    if (expected.isPresent()) {
      byte[] all = expected.get().bytes();
      byte[] bytes =
          Arrays.copyOfRange(
              all,
              (int) Math.min(all.length, options.from()),
              (int) Math.min(all.length, options.to()));
      assertArrayEquals(
          bytes,
          StoreFixture.await(found.get().toBuffer(1 << 30, IllegalStateException::new)).getBytes(),
          "ATT-13, ATT-17: the bytes");
    }
  }
}
