/** How fast it is. Not published. */
module dev.couchgrass.bench {
  requires dev.couchgrass.server;
  requires com.h2database.mvstore;
  requires dev.couchgrass.instance;
  requires dev.couchgrass.store.chronicle;
  requires dev.couchgrass.store.http;
  requires dev.couchgrass.store.memory;
  requires dev.couchgrass.sync;
  requires java.management;
  requires java.sql;
  requires jdk.management;
  requires jmh.core;
  requires org.xerial.sqlitejdbc;
  requires rocksdbjni;
  requires static transitive org.jspecify;
}
