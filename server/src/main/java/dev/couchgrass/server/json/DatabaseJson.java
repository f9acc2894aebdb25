package dev.couchgrass.server.json;

import dev.couchgrass.store.DatabaseInfo;

/** A database in figures, as {@code GET /db} answers. */
public final class DatabaseJson {
  /** The format that CouchDB 3 writes; clients do not interpret it. */
  private static final int DISK_FORMAT = 8;

  private DatabaseJson() {}

  /** When a database was made, in seconds since 1970, as text: {@code instance_start_time}. */
  public static String startTime(DatabaseInfo info) {
    return Long.toString(info.created().getEpochSecond());
  }

  public static void write(JsonWriter out, DatabaseInfo info) {
    out.beginObject();
    out.name("instance_start_time").value(startTime(info));
    out.name("db_name").value(info.name().value());
    out.name("purge_seq").value(Long.toString(info.purgeSequence()));
    out.name("update_seq").value(info.updateSequence().token());
    out.name("sizes").beginObject();
    out.name("file").value(info.sizes().file());
    out.name("external").value(info.sizes().external());
    out.name("active").value(info.sizes().active());
    out.endObject();
    out.name("props").beginObject().endObject();
    out.name("doc_del_count").value(info.deletedDocuments());
    out.name("doc_count").value(info.documents());
    out.name("disk_format_version").value(DISK_FORMAT);
    out.name("compact_running").value(info.compactRunning());
    out.name("cluster").beginObject();
    for (String figure : new String[] {"q", "n", "w", "r"}) {
      out.name(figure).value(1);
    }
    out.endObject().endObject();
  }
}
