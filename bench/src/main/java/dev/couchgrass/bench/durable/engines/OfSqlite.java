package dev.couchgrass.bench.durable.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** SQLite with a write-ahead log. It has no group commit: each writer's sync is its own. */
final class OfSqlite implements KeyValues {
  private static final String SCHEMA =
      "CREATE TABLE IF NOT EXISTS pairs (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID";

  private static final String PUT = "INSERT OR REPLACE INTO pairs VALUES (?, ?)";

  private final String url;
  private final boolean synced;
  private final Connection connection;
  private long syncs;

  private OfSqlite(String url, boolean synced) throws SQLException {
    this.url = url;
    this.synced = synced;
    connection = connect(url);
    execute("PRAGMA journal_mode=WAL");
    execute("PRAGMA synchronous=" + (synced ? "FULL" : "OFF"));
    execute(SCHEMA);
    connection.setAutoCommit(false);
  }

  static KeyValues open(Path folder, boolean synced) throws IOException, SQLException {
    Files.createDirectories(folder);
    return new OfSqlite("jdbc:sqlite:" + folder.resolve("store.db"), synced);
  }

  private static Connection connect(String url) throws SQLException {
    Connection connection = DriverManager.getConnection(url);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA cache_size=-65536");
    }
    return connection;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public synchronized void put(List<Pair> pairs) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(PUT)) {
      for (Pair pair : pairs) {
        put.setBytes(1, pair.key());
        put.setBytes(2, pair.value());
        put.executeUpdate();
      }
    }
    connection.commit();
    syncs += synced ? 1 : 0;
  }

  @Override
  public Reader reader() throws SQLException {
    return new OfConnection(connect(url));
  }

  @Override
  public synchronized void compact() throws SQLException {
    connection.setAutoCommit(true);
    execute("VACUUM");
    execute("PRAGMA wal_checkpoint(TRUNCATE)");
    connection.setAutoCommit(false);
  }

  @Override
  public synchronized long syncs() {
    return syncs;
  }

  @Override
  public void close() throws IOException {
    close(connection);
  }

  private static void close(Connection connection) throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("The store could not be closed", e);
    }
  }

  private static final class OfConnection implements Reader {
    private final Connection connection;
    private final PreparedStatement get;

    OfConnection(Connection connection) throws SQLException {
      this.connection = connection;
      get = connection.prepareStatement("SELECT v FROM pairs WHERE k = ?");
    }

    @Override
    public byte[] get(byte[] key) throws SQLException {
      get.setBytes(1, key);
      try (ResultSet found = get.executeQuery()) {
        if (!found.next()) {
          throw new IllegalStateException("A key is missing");
        }
        return found.getBytes(1);
      }
    }

    @Override
    public long scan() throws SQLException {
      long bytes = 0;
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT k, v FROM pairs ORDER BY k")) {
        while (rows.next()) {
          bytes += rows.getBytes(1).length + rows.getBytes(2).length;
        }
      }
      return bytes;
    }

    @Override
    public void close() throws IOException {
      // Its statement goes with it.
      OfSqlite.close(connection);
    }
  }
}
