package dev.couchgrass.acceptance.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.database.WriteSource;
import dev.couchgrass.instance.history.Received;
import dev.couchgrass.instance.peer.SyncOptions;
import dev.couchgrass.instance.sync.InstanceSync;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A process with a database of many entries that everybody may read; tells its ticket. */
final class ServesNotes {
  private static final PrintStream OUT = new PrintStream(System.out, true, US_ASCII);
  private static final int BATCH = 1_000;

  private ServesNotes() {}

  /** Serves until it is killed, from the folder that is named, so many entries. */
  public static void main(String[] arguments) {
    Vertx vertx = Vertx.vertx();
    Folder folder = Folder.open(vertx, Path.of(arguments[0]));
    SignedDatabase notes = folder.notes();
    SigningKey writer = SigningKey.generate(new SecureRandom());
    notes
        .write(
            it ->
                it.editSettings(
                    settings -> {
                      settings.grantAll(KeyGrant.of(new Permission.Read()));
                      settings.grant(writer.publicKey(), KeyGrant.of(new Permission.Write(1)));
                    }))
        .await();
    fill(folder, notes, writer, Integer.parseInt(arguments[1]));
    InstanceSync sync = folder.instance().enableSync(SyncOptions.DEFAULTS).await();
    sync.listen("127.0.0.1", 0).await();
    OUT.println(sync.share(folder.user(), notes.id()).await().text());
    OUT.println(notes.snapshot().await());
  }

  /** A chain of entries, each of which sets one of a thousand values. */
  private static void fill(Folder folder, SignedDatabase notes, SigningKey writer, int count) {
    List<Cid> pin = notes.snapshot().await().ids();
    Entry last = notes.entry(pin.get(0)).await().orElseThrow();
    List<Cid> lastNote = List.of();
    for (int done = 0; done < count; done += BATCH) {
      List<Entry> batch = new ArrayList<>();
      for (int i = done; i < Math.min(count, done + BATCH); i++) {
        Doc change = Doc.of("n" + i % 1_000, Value.of(i));
        last =
            EntryBuilder.child(notes.id(), List.of(last.id()), pin)
                .height(last.height() + 1)
                .subtree(
                    Subtree.of(Folder.NOTES)
                        .withParents(lastNote)
                        .withData(change.encode())
                        .withHeight(OptionalLong.empty()))
                .sign(writer);
        lastNote = List.of(last.id());
        batch.add(last);
      }
      Received received =
          folder.instance().putEntries(notes.id(), batch, WriteSource.REMOTE).await();
      if (received.accepted().size() != batch.size()) {
        throw new IllegalStateException(received.toString());
      }
    }
  }
}
