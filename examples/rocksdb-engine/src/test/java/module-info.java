/** The tests, a module too: so they run where modules do, and are held to what is exported. */
module org.example.rocksdb.tests {
  requires org.example.rocksdb;
  requires dev.couchgrass.conformance;

  // What runs tests makes the test class by reflection: JUnit, and jqwik for the properties.
  opens org.example.rocksdb.tests to
      org.junit.platform.commons,
      net.jqwik.engine;
}
