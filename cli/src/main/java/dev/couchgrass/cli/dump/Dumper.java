package dev.couchgrass.cli.dump;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.Target;
import dev.couchgrass.cli.json.ObjectStream;
import dev.couchgrass.cli.json.RawObject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes every document of a database on a line of its own. */
public final class Dumper {
  private final CouchClient client;
  private final DumpOptions options;

  public Dumper(CouchClient client, DumpOptions options) {
    this.client = client;
    this.options = options;
  }

  /**
   * Writes the winning revision of each document that is not deleted, design documents too, in the
   * order of their ids, as the server has them: equal databases give equal bytes. One request reads
   * them all, from one state of the database where the server keeps one for it.
   */
  public void dump(String database, OutputStream lines) throws IOException, InterruptedException {
    Target rows = Target.of(database, "_all_docs").with("include_docs", "true");
    Target target = options.attachments() ? rows.with("attachments", "true") : rows;
    try (ObjectStream stream = ObjectStream.ofMember("rows", client.open(target))) {
      for (Optional<RawObject> row = stream.next(); row.isPresent(); row = stream.next()) {
        Optional<byte[]> document = row.get().value("doc");
        if (document.isPresent() && document.get()[0] == '{') {
          lines.write(line(document.get()));
          lines.write('\n');
        }
      }
    }
  }

  private byte[] line(byte[] document) throws IOException {
    RawObject object = RawObject.parse(document);
    return options.stripRevisions() ? object.without("_rev") : object.onOneLine();
  }
}
