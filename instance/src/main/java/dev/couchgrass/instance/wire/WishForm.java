package dev.couchgrass.instance.wire;

import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.entry.EntryLimits;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.util.List;
import java.util.Optional;

/** A wish to be let in, as it is signed and sent. */
final class WishForm {
  private static final String ADMIN = "admin";
  private static final String WRITE = "write";
  private static final String READ = "read";
  private static final int MAX_WORD_BYTES = 32;
  private static final int MAX_ADDRESS_BYTES = 4 * PeerAddress.MAX_LENGTH;

  private WishForm() {}

  static void write(CborWriter out, AccessClaim.Wish wish) {
    out.beginList(7).link(wish.database()).bytes(wish.key().bytes());
    write(out, wish.permission());
    out.bytes(wish.instance().bytes());
    writeOptional(out, wish.name());
    writeOptional(out, wish.message());
    out.beginList(wish.addresses().size());
    wish.addresses().forEach(it -> out.beginList(2).text(it.type()).text(it.address()));
  }

  static void writeOptional(CborWriter out, Optional<String> text) {
    text.ifPresentOrElse(out::text, out::nil);
  }

  private static void write(CborWriter out, Permission permission) {
    if (permission instanceof Permission.Admin admin) {
      out.beginList(2).text(ADMIN).integer(admin.priority());
    } else if (permission instanceof Permission.Write write) {
      out.beginList(2).text(WRITE).integer(write.priority());
    } else {
      out.beginList(1).text(READ);
    }
  }

  static AccessClaim.Wish read(FieldReader in) {
    return in.fields(
        () ->
            new AccessClaim.Wish(
                in.id(),
                in.key(),
                in.fields(() -> permission(in)),
                in.key(),
                in.optionalText(EntryLimits.MAX_NAME_BYTES),
                in.optionalText(WireLimits.MAX_TEXT_BYTES),
                addresses(in)));
  }

  private static Permission permission(FieldReader in) {
    String word = in.text(MAX_WORD_BYTES);
    if (word.equals(READ)) {
      return new Permission.Read();
    }
    long priority = in.number();
    if (!Permission.isPriority(priority)) {
      throw FieldReader.malformed();
    }
    return switch (word) {
      case ADMIN -> new Permission.Admin(priority);
      case WRITE -> new Permission.Write(priority);
      default -> throw FieldReader.malformed();
    };
  }

  private static List<PeerAddress> addresses(FieldReader in) {
    return in.list(
        WireLimits.MAX_ADDRESSES,
        () ->
            in.innerFields(
                () -> new PeerAddress(in.text(MAX_WORD_BYTES), in.text(MAX_ADDRESS_BYTES))));
  }
}
