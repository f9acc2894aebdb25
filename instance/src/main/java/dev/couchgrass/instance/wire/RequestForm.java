package dev.couchgrass.instance.wire;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.instance.auth.ReadPass;
import java.util.List;

/** What a request asks, as bytes: a list whose first field tells which kind it is. */
public final class RequestForm {
  private static final String HELLO = "hello";
  private static final String COMPARE = "compare";
  private static final String PULL = "pull";
  private static final String MORE = "more";
  private static final String STOP = "stop";
  private static final String PUSH = "push";
  private static final String JOIN = "join";
  private static final int MAX_WORD_BYTES = 32;
  private static final int MAX_PASS_BYTES = 1_024;

  private RequestForm() {}

  /** Writes a request. */
  public static byte[] write(PeerRequest request) {
    CborWriter out = new CborWriter();
    if (request instanceof PeerRequest.Compare compare) {
      begin(out, COMPARE, 4, compare);
      links(out, compare.ids());
    } else if (request instanceof PeerRequest.Pull pull) {
      begin(out, PULL, 5, pull);
      links(out, pull.to());
      links(out, pull.from());
    } else if (request instanceof PeerRequest.Push push) {
      begin(out, PUSH, 4, push);
      blobs(out, push.entries());
    } else if (request instanceof PeerRequest.More more) {
      out.beginList(2).text(MORE).text(more.transfer());
    } else if (request instanceof PeerRequest.Stop stop) {
      out.beginList(2).text(STOP).text(stop.transfer());
    } else if (request instanceof PeerRequest.Join join) {
      out.beginList(3).text(JOIN);
      WishForm.write(out, join.claim().wish());
      out.bytes(join.claim().signature().bytes());
    } else {
      out.beginList(1).text(HELLO);
    }
    return out.toByteArray();
  }

  private static void begin(
      CborWriter out, String word, int fields, PeerRequest.OfDatabase request) {
    out.beginList(fields).text(word).link(request.database());
    out.beginList(request.passes().size());
    request.passes().forEach(pass -> out.text(pass.text()));
  }

  static void links(CborWriter out, List<Cid> ids) {
    out.beginList(ids.size());
    ids.forEach(out::link);
  }

  static void blobs(CborWriter out, List<byte[]> blobs) {
    out.beginList(blobs.size());
    blobs.forEach(out::bytes);
  }

  /**
   * Reads a request.
   *
   * @throws InvalidInputException if it is malformed, or of a kind that this version does not know
   */
  public static PeerRequest read(byte[] body) {
    try {
      FieldReader in = new FieldReader(body);
      PeerRequest request = read(in.text(MAX_WORD_BYTES), in);
      in.finish();
      return request;
    } catch (InvalidCborException e) {
      throw FieldReader.malformed();
    }
  }

  private static PeerRequest read(String word, FieldReader in) {
    switch (word) {
      case HELLO -> {
        return new PeerRequest.Hello();
      }
      case MORE -> {
        return new PeerRequest.More(in.text(WireLimits.TRANSFER_CHARS));
      }
      case STOP -> {
        return new PeerRequest.Stop(in.text(WireLimits.TRANSFER_CHARS));
      }
      case JOIN -> {
        return new PeerRequest.Join(new AccessClaim(WishForm.read(in), in.signature()));
      }
      case COMPARE, PULL, PUSH -> {
        return readOfDatabase(word, in);
      }
      default -> throw FieldReader.malformed();
    }
  }

  private static PeerRequest readOfDatabase(String word, FieldReader in) {
    Cid database = in.id();
    List<ReadPass> passes =
        in.list(WireLimits.MAX_PASSES, () -> ReadPass.parse(in.innerText(MAX_PASS_BYTES)));
    if (word.equals(COMPARE)) {
      return new PeerRequest.Compare(database, in.ids(), passes);
    }
    if (word.equals(PULL)) {
      return new PeerRequest.Pull(database, in.ids(), in.ids(), passes);
    }
    return new PeerRequest.Push(database, in.blobs(WireLimits.PAGE_ENTRIES), passes);
  }
}
