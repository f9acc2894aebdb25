package dev.couchgrass.bench.instance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.couchgrass.bench.measure.People;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.EntryBuilder;
import dev.couchgrass.core.entry.Subtree;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.SigningKey;
import dev.couchgrass.instance.auth.KeyGrant;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.database.SignedDatabase;
import dev.couchgrass.instance.store.DocStore;
import dev.couchgrass.instance.user.User;
import dev.couchgrass.store.entry.StoredEntry;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A database that everybody may read, and entries for it that one key signs: each builds on the one
 * before, and sets one of a thousand values.
 */
final class Chain {
  /** The store that is written to. */
  static final String STORE = "notes";

  /** How many values the store comes to have. */
  static final int VALUES = 1_000;

  private static final int TEXT = 100;

  private final SigningKey writer;
  private final Cid database;
  private final List<Entry> founding;
  private final List<Cid> pin;
  private Entry last;
  private int made;

  private Chain(Cid database, SigningKey writer, List<Entry> founding) {
    this.database = database;
    this.writer = writer;
    this.founding = founding;
    this.last = founding.get(founding.size() - 1);
    this.pin = List.of(last.id());
  }

  /** Makes a database, in which a new key may write. */
  static Chain begin(User user) {
    SigningKey writer = SigningKey.generate(new SecureRandom());
    SignedDatabase notes = user.createDatabase(Doc.of("name", Value.of(STORE))).await();
    notes
        .write(
            edits ->
                edits
                    .editSettings(
                        settings -> {
                          settings.grantAll(KeyGrant.of(new Permission.Read()));
                          settings.grant(writer.publicKey(), KeyGrant.of(new Permission.Write(1)));
                        })
                    .compose(it -> it.edit(DocStore.TYPE, STORE, store -> store.set("n", "0"))))
        .await();
    List<StoredEntry> founding =
        notes.snapshot().compose(notes::entries).compose(cursor -> cursor.toList(VALUES)).await();
    return new Chain(notes.id(), writer, founding.stream().map(StoredEntry::entry).toList());
  }

  /** The id of the database. */
  Cid database() {
    return database;
  }

  /** The key that signs what is added. */
  PublicKey key() {
    return writer.publicKey();
  }

  /** The database as it began: its root, and what lets the key in. */
  List<Entry> founding() {
    return founding;
  }

  /** The next entries, which build on those that were made before. */
  List<Entry> next(int count) {
    List<Entry> next = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      List<Cid> parent = List.of(last.id());
      last =
          EntryBuilder.child(database, parent, pin)
              .height(last.height() + 1)
              .subtree(
                  Subtree.of(STORE)
                      .withParents(parent)
                      .withData(change().encode())
                      .withHeight(OptionalLong.empty()))
              .sign(writer);
      next.add(last);
    }
    return next;
  }

  private Doc change() {
    String text = new String(People.value(made), US_ASCII).substring(0, TEXT);
    return Doc.of("n" + made++ % VALUES, Value.of(text));
  }
}
