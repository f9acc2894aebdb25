package dev.couchgrass.store.http.json;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.store.DatabaseInfo;
import dev.couchgrass.store.DatabaseName;
import dev.couchgrass.store.result.UpdateSequence;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A database in figures, as {@code GET /db} answers; what an older server does not tell is 0. */
public final class InfoJson {
  /** In seconds, thousands of years from now. */
  private static final long LAST_SECOND = 100_000_000_000L;

  private OptionalLong documents = OptionalLong.empty();
  private long deleted;
  private Optional<UpdateSequence> sequence = Optional.empty();
  private long purges;
  private long file;
  private long external;
  private long active;
  private boolean compacting;
  private long started;

  private InfoJson() {}

  /** Reads the figures. */
  public static DatabaseInfo read(DatabaseName name, byte[] json) {
    InfoJson draft = new InfoJson();
    return Read.whole(
        json,
        reader -> {
          reader.enterObject();
          while (reader.nextMember()) {
            draft.member(reader);
          }
          return draft.info(name);
        });
  }

  private void member(JsonReader reader) {
    switch (reader.name()) {
      case "doc_count" -> documents = Read.count(reader);
      case "doc_del_count" -> deleted = Read.count(reader).orElse(0);
      case "update_seq" -> sequence = Optional.of(Read.sequence(reader));
      case "purge_seq" -> purges = number(reader);
      case "sizes" -> sizes(reader);
      case "compact_running" -> compacting = Read.flag(reader);
      case "instance_start_time" -> started = number(reader);
      default -> reader.skip();
    }
  }

  private void sizes(JsonReader reader) {
    reader.enterObject();
    while (reader.nextMember()) {
      switch (reader.name()) {
        case "file" -> file = Read.count(reader).orElse(0);
        case "external" -> external = Read.count(reader).orElse(0);
        case "active" -> active = Read.count(reader).orElse(0);
        default -> reader.skip();
      }
    }
  }

  /** A number, or a text that begins with one. */
  private static long number(JsonReader reader) {
    if (reader.peek() != Kind.STRING) {
      return Read.count(reader).orElse(0);
    }
    String text = reader.readString();
    int end = 0;
    while (end < text.length() && end < 18 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end == 0 ? 0 : Long.parseLong(text.substring(0, end));
  }

  private DatabaseInfo info(DatabaseName name) {
    return new DatabaseInfo(
        name,
        Read.require(documents, "doc_count"),
        deleted,
        Read.require(sequence, "update_seq"),
        purges,
        new DatabaseInfo.Sizes(file, external, active),
        compacting,
        name + "@" + started,
        moment(started));
  }

  /** CouchDB 3 counts seconds, PouchDB's server milliseconds, and CouchDB 1 microseconds. */
  private static Instant moment(long since) {
    if (since < LAST_SECOND) {
      return Instant.ofEpochSecond(since);
    }
    return since < LAST_SECOND * 1_000
        ? Instant.ofEpochMilli(since)
        : Instant.ofEpochMilli(since / 1_000);
  }
}
