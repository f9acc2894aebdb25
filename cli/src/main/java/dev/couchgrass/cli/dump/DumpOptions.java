package dev.couchgrass.cli.dump;

/**
 * What a dump holds.
 *
 * @param attachments whether contents of attachments are in it, else only what is known of them
 * @param stripRevisions whether {@code _rev} is left out
 */
public record DumpOptions(boolean attachments, boolean stripRevisions) {
  /** Revisions, but no contents of attachments. */
  public static final DumpOptions DEFAULTS = new DumpOptions(false, false);

  public DumpOptions withAttachments(boolean attachments) {
    return new DumpOptions(attachments, stripRevisions);
  }

  public DumpOptions withStripRevisions(boolean stripRevisions) {
    return new DumpOptions(attachments, stripRevisions);
  }
}
