package dev.couchgrass.bench.durable.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB, with LZ4. Writers that come together share a sync. */
final class OfRocksDb implements KeyValues {
  private static final long CACHE_BYTES = 64L << 20;

  private final Statistics statistics = new Statistics();
  private final Options options = new Options();
  private final LRUCache cache = new LRUCache(CACHE_BYTES);
  private final WriteOptions writes = new WriteOptions();
  private final RocksDB database;

  private OfRocksDb(Path folder, boolean synced) throws RocksDBException {
    options
        .setCreateIfMissing(true)
        .setStatistics(statistics)
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setTableFormatConfig(new BlockBasedTableConfig().setBlockCache(cache));
    writes.setSync(synced);
    database = RocksDB.open(options, folder.toString());
  }

  static KeyValues open(Path folder, boolean synced) throws IOException, RocksDBException {
    Files.createDirectories(folder);
    return new OfRocksDb(folder, synced);
  }

  @Override
  public void put(List<Pair> pairs) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Pair pair : pairs) {
        batch.put(pair.key(), pair.value());
      }
      database.write(writes, batch);
    }
  }

  @Override
  public Reader reader() {
    return new OfDatabase(database);
  }

  @Override
  public void compact() throws RocksDBException {
    database.compactRange();
  }

  @Override
  public long syncs() {
    return statistics.getTickerCount(TickerType.WAL_FILE_SYNCED);
  }

  @Override
  public void close() throws IOException {
    try {
      database.closeE();
    } catch (RocksDBException e) {
      throw new IOException("The store could not be closed", e);
    }
    writes.close();
    options.close();
    cache.close();
    statistics.close();
  }

  private record OfDatabase(RocksDB database) implements Reader {
    @Override
    public byte[] get(byte[] key) throws RocksDBException {
      return database.get(key);
    }

    @Override
    public long scan() throws RocksDBException {
      long bytes = 0;
      try (RocksIterator iterator = database.newIterator()) {
        for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
          bytes += iterator.key().length + iterator.value().length;
        }
        iterator.status();
      }
      return bytes;
    }

    @Override
    public void close() {}
  }
}
