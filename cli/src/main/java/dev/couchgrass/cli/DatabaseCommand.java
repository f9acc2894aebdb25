package dev.couchgrass.cli;

import dev.couchgrass.cli.client.CouchClient;
import dev.couchgrass.cli.client.ServerException;
import dev.couchgrass.cli.client.Target;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** A command about one database. */
abstract class DatabaseCommand extends ClientCommand {
  private static final int FILE_EXISTS = 412;

  @Parameters(index = "0", paramLabel = "DATABASE", description = "The name of a database.")
  private String database = "";

  DatabaseCommand(Terminal terminal) {
    super(terminal);
  }

  final String database() {
    return database;
  }

  /** Makes the database, unless it is there. */
  final void create(CouchClient client) throws IOException, InterruptedException {
    try {
      client.get(Target.database(database));
    } catch (ServerException e) {
      if (e.status() != 404) {
        throw e;
      }
      put(client);
    }
  }

  private void put(CouchClient client) throws IOException, InterruptedException {
    try {
      client.put(Target.database(database), new byte[0]);
    } catch (ServerException e) {
      if (e.status() != FILE_EXISTS) {
        throw e;
      }
    }
  }
}
