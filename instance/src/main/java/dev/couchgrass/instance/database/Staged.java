package dev.couchgrass.instance.database;

import dev.couchgrass.core.crdt.DocEdit;
import dev.couchgrass.instance.store.StagedStore;

/** A store within a transaction, or at a moment. */
final class Staged implements StagedStore {
  private final String name;
  private final DocEdit edit;
  private final Stage stage;

  /** What a store is part of. */
  interface Stage {
    /**
     * Requires that it may be read.
     *
     * @throws IllegalStateException if nothing may be read any more
     */
    void requireReadable();

    /**
     * Requires that it may be edited.
     *
     * @throws IllegalStateException if nothing may be edited, or not any more
     */
    void requireEditable();
  }

  /** What may be read and edited for ever. */
  record Always() implements Stage {
    @Override
    public void requireReadable() {}

    @Override
    public void requireEditable() {}
  }

  /** What may be read for ever, and not edited. */
  record ReadOnly() implements Stage {
    @Override
    public void requireReadable() {}

    @Override
    public void requireEditable() {
      throw new IllegalStateException("It takes a transaction to edit");
    }
  }

  Staged(String name, DocEdit edit, Stage stage) {
    this.name = name;
    this.edit = edit;
    this.stage = stage;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public DocEdit reading() {
    stage.requireReadable();
    return edit;
  }

  @Override
  public DocEdit editing() {
    stage.requireEditable();
    return edit;
  }

  /** The edits, at the end. */
  DocEdit edits() {
    return edit;
  }
}
