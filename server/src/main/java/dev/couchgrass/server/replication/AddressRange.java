package dev.couchgrass.server.replication;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The addresses that begin with some bits.
 *
 * @param first the lowest of them
 * @param bits how many are fixed
 */
record AddressRange(InetAddress first, int bits) {
  private static final Pattern LITERAL =
      Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(/[0-9]{1,3})?");

  /** Reads {@code 10.0.0.0/8}, {@code fe80::/10}, or one address; empty if it is none of these. */
  static Optional<AddressRange> parse(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    try {
      // No name, so nothing is looked up.
      InetAddress first = InetAddress.getByName(slash < 0 ? text : text.substring(0, slash));
      int most = first.getAddress().length * Byte.SIZE;
      int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
      return bits > most ? Optional.empty() : Optional.of(new AddressRange(first, bits));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    int rest = bits % Byte.SIZE;
    boolean same = Arrays.equals(mine, 0, whole, other, 0, whole);
    return same && (rest == 0 || (mine[whole] ^ other[whole]) >> (Byte.SIZE - rest) == 0);
  }

  /** The IPv4 address that an IPv6 address leads to, by translation or as a tunnel. */
  static Optional<InetAddress> within(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address || address.isLoopbackAddress()) {
      return Optional.empty();
    }
    if (bytes[0] == 0x20 && bytes[1] == 0x02) {
      return Optional.of(ofBytes(Arrays.copyOfRange(bytes, 2, 6)));
    }
    boolean translated = bytes[0] == 0 && bytes[1] == 0x64 && bytes[2] == (byte) 0xff;
    boolean compatible = Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
    return translated || compatible
        ? Optional.of(ofBytes(Arrays.copyOfRange(bytes, 12, 16)))
        : Optional.empty();
  }

  private static InetAddress ofBytes(byte[] four) {
    try {
      return InetAddress.getByAddress(four);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }
}
