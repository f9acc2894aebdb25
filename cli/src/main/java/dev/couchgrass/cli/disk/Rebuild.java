package dev.couchgrass.cli.disk;

import dev.couchgrass.store.chronicle.progress.OpenListener;

/** Tells a person that an index is built anew, and how far that is. */
final class Rebuild implements OpenListener {
  private final WorkProgress progress;

  Rebuild(WorkProgress progress) {
    this.progress = progress;
  }

  @Override
  public void rebuilds(String reason) {
    progress.say("Building the index from the log: " + reason + ".");
  }

  @Override
  public void replayed(long commit, long last) {
    progress.at("Commits read", commit, last);
  }
}
