package dev.couchgrass.cli.dump;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.json.ObjectStream;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes changes of a database, each on a line of its own. */
public final class ChangeLines {
  private static final String HEARTBEAT_MILLIS = "20000";

  private final CouchClient client;

  public ChangeLines(CouchClient client) {
    this.client = client;
  }

  /**
   * Writes the changes that there are.
   *
   * @param changes a {@code _changes} resource with its query, without a feed
   */
  public void write(Target changes, OutputStream lines) throws IOException, InterruptedException {
    try (ObjectStream rows = ObjectStream.ofMember("results", client.open(changes))) {
      for (Optional<RawObject> row = rows.next(); row.isPresent(); row = rows.next()) {
        lines.write(row.get().onOneLine());
        lines.write('\n');
      }
    }
  }

  /** Writes them and those to come, each at once; returns when the server ends the feed. */
  public void follow(Target changes, OutputStream lines) throws IOException, InterruptedException {
    Target feed = changes.with("feed", "continuous").with("heartbeat", HEARTBEAT_MILLIS);
    try (ObjectStream rows = ObjectStream.of(client.open(feed))) {
      for (Optional<RawObject> row = rows.next(); row.isPresent(); row = rows.next()) {
        if (row.get().has("id")) {
          lines.write(row.get().onOneLine());
          lines.write('\n');
          lines.flush();
        }
      }
    }
  }
}
