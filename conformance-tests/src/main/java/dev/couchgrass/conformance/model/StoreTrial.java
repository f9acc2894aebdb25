package dev.couchgrass.conformance.model;

import dev.couchgrass.conformance.home.StorageHome;
import dev.couchgrass.conformance.script.PastedBehind;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * A database and its model, through steps. Each changes both, or asks both and compares; what a
 * store says that it lacks is passed over.
 *
 * <p>Steps may be left out and put in any order. Where one names a leaf or a revision it is by a
 * number, counted round: the winner is leaf 0. Where there is none, the step does nothing. A body
 * is a number too; of some the JSON is long.
 */
@PastedBehind("StoreTrial.on(this::storage, trial -> trial")
public final class StoreTrial {
  private final Trialled tried;
  private final EditSteps edits;
  private final AttachmentSteps attachments;
  private final UpkeepSteps upkeep;
  private final ReadSteps reads;
  private final FeedSteps feeds;
  private final Comparison comparison;

  StoreTrial(TriedStorage storage) {
    this.tried = new Trialled(storage);
    this.edits = new EditSteps(tried);
    this.attachments = new AttachmentSteps(tried);
    this.upkeep = new UpkeepSteps(tried);
    this.reads = new ReadSteps(tried);
    this.feeds = new FeedSteps(tried);
    this.comparison = new Comparison(tried, feeds);
  }

  /**
   * Makes steps on an empty database, and compares all in the end.
   *
   * @throws IOException if there can be no storage
   * @throws AssertionError if store and model differ
   */
  public static void on(StorageHome.Source homes, Consumer<StoreTrial> steps) throws IOException {
    TriedStorage storage = TriedStorage.open(homes);
    try {
      StoreTrial trial = new StoreTrial(storage);
      steps.accept(trial);
      trial.finish();
    } finally {
      storage.close();
    }
  }

  /** Compares all, removes all, and looks whether anything is left of it. */
  void finish() {
    comparison.compare();
    upkeep.removeAll();
    comparison.compare();
    comparison.nothingIsLeft();
    tried.storage().drop();
  }

  /** Writes without a parent: a new document, one over its tombstone, or a conflict. */
  public StoreTrial create(String id, int body) {
    edits.create(id, body);
    return this;
  }

  /** Writes two new documents, or twice the same, in one call. */
  public StoreTrial createBoth(String first, String second, int body) {
    edits.createBoth(first, second, body);
    return this;
  }

  /** Replaces a leaf, and keeps its attachments. */
  public StoreTrial update(String id, int leaf, int body) {
    edits.update(id, leaf, body);
    return this;
  }

  /** Replaces a leaf by a tombstone. */
  public StoreTrial delete(String id, int leaf, int body) {
    edits.delete(id, leaf, body);
    return this;
  }

  /** Writes over a revision that is no leaf, or none at all: a conflict. */
  public StoreTrial stale(String id, int revision, int body) {
    edits.stale(id, revision, body);
    return this;
  }

  /**
   * Grafts a revision. A branch's name is a path: each prefix is a revision, a tombstone if it ends
   * with {@code d}, with an attachment if it ends with {@code y}.
   *
   * @param told how many ancestors come with it
   */
  public StoreTrial graft(String id, String branch, int told) {
    edits.graft(id, branch, told);
    return this;
  }

  /** Replaces a leaf, and attaches so many bytes in place of what has that name, if anything. */
  public StoreTrial attach(String id, int leaf, String name, int bytes) {
    attachments.attach(id, leaf, name, bytes);
    return this;
  }

  /** Replaces a leaf, and keeps its attachments but the one of that name. */
  public StoreTrial detach(String id, int leaf, String name) {
    attachments.detach(id, leaf, name);
    return this;
  }

  /** Keeps an attachment that the leaf has not: it is refused. */
  public StoreTrial keepUnknown(String id, int leaf) {
    attachments.keepUnknown(id, leaf);
    return this;
  }

  /** Reads some of an attachment's bytes. */
  public StoreTrial readAttachment(String id, int revision, String name, int from, int length) {
    attachments.read(id, revision, name, from, length);
    return this;
  }

  /** Purges a leaf. */
  public StoreTrial purge(String id, int leaf) {
    upkeep.purge(id, leaf);
    return this;
  }

  /** Purges a revision that is no leaf: nothing happens. */
  public StoreTrial purgeInner(String id, int revision) {
    upkeep.purgeInner(id, revision);
    return this;
  }

  public StoreTrial compact() {
    upkeep.compact();
    return this;
  }

  /** Writes a local document over whatever is there. */
  public StoreTrial putLocal(String id, int parent, int body) {
    upkeep.putLocal(id, parent, body);
    return this;
  }

  public StoreTrial removeLocal(String id) {
    upkeep.removeLocal(id);
    return this;
  }

  /** Closes the storage and opens it again, if it keeps anything. */
  public StoreTrial reopen() {
    tried.reopen();
    return this;
  }

  /** Goes on with what a crash leaves at this moment, if that can be had. */
  public StoreTrial crash() {
    tried.crash();
    return this;
  }

  /** Reads a revision, or the newest that descends from it. */
  public StoreTrial get(String id, int revision, boolean latest) {
    reads.get(id, revision, latest);
    return this;
  }

  /** Reads every revision of a branch, or what descends from them, known or not. */
  public StoreTrial openRevisions(String id, String branch, boolean latest) {
    reads.openRevisions(id, branch, latest);
    return this;
  }

  /** Reads the winners of two documents and a revision of the second, in one call. */
  public StoreTrial bulkGet(String first, String second, int revision) {
    reads.bulkGet(first, second, revision);
    return this;
  }

  /** Asks which revisions of a branch are missing. */
  public StoreTrial revisionsDiff(String id, String branch) {
    reads.revisionsDiff(id, branch);
    return this;
  }

  /** Lists a range; an empty key stands for none. */
  public StoreTrial list(String from, String to, boolean descending, int skip, int limit) {
    reads.list(from, to, descending, skip, limit);
    return this;
  }

  /** Lists three keys. */
  public StoreTrial listKeys(String first, String second, String third) {
    reads.listKeys(first, second, third);
    return this;
  }

  /**
   * Lists changes.
   *
   * @param since one of the sequences that were seen before
   */
  public StoreTrial changes(int since, int limit, boolean descending) {
    feeds.changes(since, limit, descending);
    return this;
  }

  /** Compares everything. */
  public StoreTrial compare() {
    comparison.compare();
    return this;
  }
}
