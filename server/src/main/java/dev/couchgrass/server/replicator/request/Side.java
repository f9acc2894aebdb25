package dev.couchgrass.server.replicator.request;

import dev.couchgrass.server.replication.RemoteLocation;
import dev.couchgrass.store.DatabaseName;

/** A database that is replicated from or to. */
public sealed interface Side {
  /** What is shown of it: never credentials. */
  String shown();

  /** What tells it from others, and who asks there; no passwords. */
  String identity();

  /** One of this server. */
  record Local(DatabaseName database) implements Side {
    @Override
    public String shown() {
      return database.value();
    }

    @Override
    public String identity() {
      return database.value();
    }
  }

  /** One of another server, or of this one by its URL. */
  record Remote(RemoteLocation location) implements Side {
    @Override
    public String shown() {
      return location.url();
    }

    @Override
    public String identity() {
      return location.credentials().map(who -> who.name() + '@').orElse("") + location.url();
    }
  }
}
