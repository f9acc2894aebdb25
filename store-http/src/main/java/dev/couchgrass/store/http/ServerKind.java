package dev.couchgrass.store.http;

import dev.couchgrass.core.json.JsonReader;
import dev.couchgrass.core.json.JsonReader.Kind;
import dev.couchgrass.store.http.json.Read;
import dev.couchgrass.store.http.wire.Call;
import dev.couchgrass.store.http.wire.Failures;
import dev.couchgrass.store.http.wire.Path;
import dev.couchgrass.store.http.wire.Wire;
import io.vertx.core.Future;

/**
 * What a server says that it is.
 *
 * @param couch whether it is a CouchDB, or takes itself for one; else it is some PouchDB server
 */
record ServerKind(boolean couch) {
  /** Asks the server. Fails if it is none that has databases of this kind. */
  static Future<ServerKind> of(Wire wire) {
    return wire.ask(Call.get(Path.ROOT)).map(json -> Read.whole(json, ServerKind::read));
  }

  private static ServerKind read(JsonReader reader) {
    if (reader.peek() != Kind.OBJECT) {
      throw Failures.malformed("it is not a database's");
    }
    boolean couch = false;
    boolean known = false;
    reader.enterObject();
    while (reader.nextMember()) {
      couch |= reader.name().equals("couchdb");
      known |= couch || reader.name().equals("express-pouchdb") || reader.name().equals("vendor");
      reader.skip();
    }
    if (!known) {
      throw Failures.malformed("it is not a database's");
    }
    return new ServerKind(couch);
  }
}
