package dev.couchgrass.instance.wire;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.peer.AccessStatus;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a reply says, as bytes: a list whose first field tells which kind it is. */
public final class ReplyForm {
  private static final String GREETING = "greeting";
  private static final String COMPARED = "compared";
  private static final String PAGE = "page";
  private static final String TAKEN = "taken";
  private static final String JOINED = "joined";
  private static final String DONE = "done";
  private static final String DECLINED = "declined";
  private static final int MAX_WORD_BYTES = 32;

  /** Of the entries that one waits for: whoever sent it sends them all again. */
  private static final int MAX_NAMED = 16;

  private ReplyForm() {}

  /** Writes a reply. */
  public static byte[] write(PeerReply reply) {
    CborWriter out = new CborWriter();
    if (reply instanceof PeerReply.Greeting greeting) {
      out.beginList(2).text(GREETING);
      WishForm.writeOptional(out, greeting.name());
    } else if (reply instanceof PeerReply.Compared compared) {
      out.beginList(3).text(COMPARED);
      RequestForm.links(out, compared.tips().ids());
      RequestForm.links(out, compared.known().stream().sorted().toList());
    } else if (reply instanceof PeerReply.Page page) {
      out.beginList(3).text(PAGE);
      RequestForm.blobs(out, page.entries());
      WishForm.writeOptional(out, page.transfer());
    } else if (reply instanceof PeerReply.Taken taken) {
      write(out, taken);
    } else if (reply instanceof PeerReply.Joined joined) {
      out.beginList(2).text(JOINED).text(joined.status().word());
    } else if (reply instanceof PeerReply.Declined declined) {
      out.beginList(3).text(DECLINED).text(declined.problem().word()).integer(declined.now());
    } else {
      out.beginList(1).text(DONE);
    }
    return out.toByteArray();
  }

  private static void write(CborWriter out, PeerReply.Taken taken) {
    out.beginList(5).text(TAKEN).integer(taken.accepted());
    reasons(out, taken.refused());
    reasons(out, taken.withheld());
    out.beginList(taken.waiting().size());
    new TreeMap<>(taken.waiting())
        .forEach(
            (id, missing) -> {
              out.beginList(2).link(id);
              RequestForm.links(out, missing.stream().sorted().limit(MAX_NAMED).toList());
            });
  }

  private static void reasons(CborWriter out, Map<Cid, String> reasons) {
    out.beginList(reasons.size());
    new TreeMap<>(reasons).forEach((id, reason) -> out.beginList(2).link(id).text(cut(reason)));
  }

  /** A reason is for people: what is too long for a message is cut. */
  private static String cut(String reason) {
    int most = WireLimits.MAX_TEXT_BYTES / 4;
    if (reason.length() <= most) {
      return reason;
    }
    int end = Character.isHighSurrogate(reason.charAt(most - 1)) ? most - 1 : most;
    return reason.substring(0, end);
  }

  /**
   * Reads a reply.
   *
   * @throws InvalidInputException if it is malformed
   */
  public static PeerReply read(byte[] body) {
    try {
      FieldReader in = new FieldReader(body);
      PeerReply reply = read(in.text(MAX_WORD_BYTES), in);
      in.finish();
      return reply;
    } catch (InvalidCborException e) {
      throw FieldReader.malformed();
    }
  }

  private static PeerReply read(String word, FieldReader in) {
    switch (word) {
      case GREETING -> {
        return new PeerReply.Greeting(in.optionalText(WireLimits.MAX_TEXT_BYTES));
      }
      case COMPARED -> {
        return new PeerReply.Compared(Tips.of(in.ids()), new HashSet<>(in.ids()));
      }
      case PAGE -> {
        return new PeerReply.Page(
            in.blobs(WireLimits.PAGE_ENTRIES), in.optionalText(WireLimits.TRANSFER_CHARS));
      }
      case TAKEN -> {
        return new PeerReply.Taken(in.count(), readReasons(in), readReasons(in), readWaiting(in));
      }
      case JOINED -> {
        return new PeerReply.Joined(status(in.text(MAX_WORD_BYTES)));
      }
      case DONE -> {
        return new PeerReply.Done();
      }
      case DECLINED -> {
        return new PeerReply.Declined(PeerProblem.ofWord(in.text(MAX_WORD_BYTES)), in.number());
      }
      default -> throw FieldReader.malformed();
    }
  }

  private static AccessStatus status(String word) {
    return Arrays.stream(AccessStatus.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(FieldReader::malformed);
  }

  private static Map<Cid, String> readReasons(FieldReader in) {
    Map<Cid, String> reasons = new HashMap<>();
    in.list(
        WireLimits.PAGE_ENTRIES,
        () ->
            in.innerFields(
                () -> reasons.put(in.link(), in.text(WireLimits.MAX_TEXT_BYTES)) == null));
    return reasons;
  }

  private static Map<Cid, Set<Cid>> readWaiting(FieldReader in) {
    Map<Cid, Set<Cid>> waiting = new HashMap<>();
    in.list(
        WireLimits.PAGE_ENTRIES,
        () ->
            in.innerFields(
                () -> {
                  Cid id = in.link();
                  List<Cid> missing = in.ids();
                  return waiting.put(id, new HashSet<>(missing)) == null;
                }));
    return waiting;
  }
}
