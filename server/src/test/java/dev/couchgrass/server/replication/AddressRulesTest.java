package dev.couchgrass.server.replication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean reached(AddressRules rules, String host, String address) {
    return rules.allows(host, address(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "100.100.100.200",
        "::",
        "fe80::1",
        "febf::1",
        "ff02::1",
        "fd00:ec2::254",
        "::ffff:169.254.169.254",
        "::169.254.169.254",
        "64:ff9b::a9fe:a9fe",
        "2002:a9fe:a9fe::1"
      })
  void whereNoDatabaseIsIsNotReached(String address) {
    assertEquals(false, reached(AddressRules.DEFAULTS, "couch.example.org", address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "192.168.1.1",
        "169.253.255.255",
        "169.255.0.0",
        "223.255.255.255",
        "8.8.8.8",
        "fd00::1",
        "2001:db8::1",
        "64:ff9b::808:808"
      })
  void whereDatabasesMayBeIsReached(String address) {
    assertEquals(true, reached(AddressRules.DEFAULTS, "couch.example.org", address));
  }

  @Test
  void namesAreHeldAgainstTheUrl() {
    AddressRules rules =
        AddressRules.DEFAULTS
            .withAllow(List.of("*.Example.org", "10.0.0.0/8"))
            .withDeny(List.of("bad.example.org", "10.0.0.7"));
    assertEquals(true, reached(rules, "couch.example.org", "8.8.8.8"));
    assertEquals(true, reached(rules, "COUCH.example.org.", "8.8.8.8"));
    assertEquals(false, reached(rules, "example.org.evil.com", "8.8.8.8"));
    assertEquals(false, reached(rules, "notexample.org", "8.8.8.8"));
    assertEquals(false, reached(rules, "bad.example.org", "8.8.8.8"));
    assertEquals(true, reached(rules, "elsewhere", "10.255.0.1"));
    assertEquals(false, reached(rules, "couch.example.org", "10.0.0.7"));
    assertEquals(false, reached(AddressRules.DEFAULTS, "metadata.google.internal", "8.8.8.8"));
  }

  @Test
  void oneBadAddressIsEnough() {
    AddressRules rules = AddressRules.DEFAULTS;
    List<InetAddress> good = List.of(address("127.0.0.1"), address("::1"));
    assertEquals(good.get(0), rules.require("localhost", good));
    List<InetAddress> mixed = List.of(address("127.0.0.1"), address("169.254.169.254"));
    StoreException refused =
        assertThrows(StoreException.class, () -> rules.require("rebound", mixed));
    assertEquals(ErrorCode.FORBIDDEN, refused.code());
    assertThrows(StoreException.class, () -> rules.require("nowhere", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "fe80::/129", "1.2.3", "999.1.1.1", "", "*", "a b", "10.0.0.0/8/8"})
  void whatIsNoRuleIsRefused(String rule) {
    List<String> one = List.of(rule);
    assertThrows(IllegalArgumentException.class, () -> AddressRules.DEFAULTS.withDeny(one));
  }
}
