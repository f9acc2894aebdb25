package dev.couchgrass.server.replication;

import dev.couchgrass.store.error.ErrorCode;
import dev.couchgrass.store.error.StoreException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which servers a replication, or whatever else goes out, may reach. A rule is an address ({@code
 * 10.1.2.3}), a range of them ({@code 10.0.0.0/8}, {@code fc00::/7}), a host's name, or {@code
 * *.example.com} for the names that end so. Names are held against the URL's host; addresses
 * against what is connected to.
 *
 * @param allow if there are any, only what one of them names is reached
 * @param deny what is never reached, be it allowed or not
 */
public record AddressRules(List<String> allow, List<String> deny) {
  /**
   * Where no database is, and where clouds tell their machines' secrets: "this" network, link-local
   * and multicast addresses, reserved ones, and the metadata services that lie elsewhere.
   */
  public static final List<String> UNSAFE =
      List.of(
          "0.0.0.0/8",
          "169.254.0.0/16",
          "224.0.0.0/3",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "::",
          "fe80::/10",
          "fec0::/10",
          "ff00::/8",
          "fd00:ec2::254",
          "fd20:ce::254",
          "metadata.google.internal");

  /** Everything but {@link #UNSAFE}; this machine and private networks are reached. */
  public static final AddressRules DEFAULTS = new AddressRules(List.of(), UNSAFE);

  public AddressRules {
    allow = allow.stream().map(AddressRules::checked).toList();
    deny = deny.stream().map(AddressRules::checked).toList();
  }

  private static String checked(String rule) {
    String plain = rule.strip().toLowerCase(Locale.ROOT);
    boolean name = plain.matches("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?");
    boolean number = plain.matches("[0-9.]+");
    if (AddressRange.parse(plain).isEmpty() && (!name || number)) {
      throw new IllegalArgumentException(
          "A rule is an address, a range such as 10.0.0.0/8, or a host such as *.example.com");
    }
    return plain;
  }

  public AddressRules withAllow(List<String> allow) {
    return new AddressRules(allow, deny);
  }

  public AddressRules withDeny(List<String> deny) {
    return new AddressRules(allow, deny);
  }

  /** Whether this address may be connected to for that host. */
  public boolean allows(String host, InetAddress address) {
    String name = plain(host);
    List<InetAddress> reached = new ArrayList<>(List.of(address));
    AddressRange.within(address).ifPresent(reached::add);
    boolean denied =
        reached.stream().anyMatch(each -> deny.stream().anyMatch(rule -> names(rule, name, each)));
    return !denied
        && (allow.isEmpty() || allow.stream().anyMatch(rule -> names(rule, name, address)));
  }

  /**
   * As {@link #allows}, of all addresses that a host has: one that may not be reached is enough to
   * refuse it.
   *
   * @return the one to connect to, the first
   * @throws StoreException {@code FORBIDDEN}
   */
  public InetAddress require(String host, List<InetAddress> addresses) {
    Stream<InetAddress> all = addresses.stream();
    if (addresses.isEmpty() || !all.allMatch(address -> allows(host, address))) {
      throw new StoreException(ErrorCode.FORBIDDEN, "This server's address may not be reached");
    }
    return addresses.get(0);
  }

  private static String plain(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean names(String rule, String host, InetAddress address) {
    Optional<AddressRange> range = AddressRange.parse(rule);
    if (range.isPresent()) {
      return range.get().contains(address);
    }
    return rule.startsWith("*.") ? host.endsWith(rule.substring(1)) : host.equals(rule);
  }
}
