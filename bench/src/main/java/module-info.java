/** How fast it is. Not published. */
module dev.couchgrass.bench {
  requires dev.couchgrass.server;
  requires com.h2database.mvstore;
  requires dev.couchgrass.store.chronicle;
  requires dev.couchgrass.store.memory;
  requires java.management;
  requires java.sql;
  requires jmh.core;
  requires org.xerial.sqlitejdbc;
  requires rocksdbjni;
  requires static transitive org.jspecify;
}
