package dev.couchgrass.sync.log.wire;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.cbor.CborReader;
import dev.couchgrass.core.cbor.CborReader.Kind;
import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.cbor.InvalidCborException;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.LogHeights;
import dev.couchgrass.core.operation.LogId;
import dev.couchgrass.core.operation.OperationLimits;
import dev.couchgrass.core.operation.Topic;
import dev.couchgrass.sync.log.wire.LogMessage.Agree;
import dev.couchgrass.sync.log.wire.LogMessage.Alive;
import dev.couchgrass.sync.log.wire.LogMessage.Announce;
import dev.couchgrass.sync.log.wire.LogMessage.Ask;
import dev.couchgrass.sync.log.wire.LogMessage.Done;
import dev.couchgrass.sync.log.wire.LogMessage.End;
import dev.couchgrass.sync.log.wire.LogMessage.Fail;
import dev.couchgrass.sync.log.wire.LogMessage.Have;
import dev.couchgrass.sync.log.wire.LogMessage.Send;
import dev.couchgrass.sync.log.wire.LogMessage.Taken;
import dev.couchgrass.sync.log.wire.LogMessage.Want;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Messages as bytes: each a list in canonical CBOR, its kind first. What is no such list is no
 * message.
 */
public final class LogMessages {
  /** The most logs of one {@link Have}. */
  public static final int MAX_HEIGHTS = 1_000;

  /** The most operations of one {@link Want}. */
  public static final int MAX_WANTED = 1_000;

  private static final int MAX_DEPTH = 4;
  private static final int ASK = 1;
  private static final int AGREE = 2;
  private static final int HAVE = 3;
  private static final int ANNOUNCE = 4;
  private static final int SEND = 5;
  private static final int DONE = 6;
  private static final int END = 7;
  private static final int FAIL = 8;
  private static final int TAKEN = 9;
  private static final int WANT = 10;
  private static final int ALIVE = 11;

  private LogMessages() {}

  /** The bytes of a message. */
  public static Buffer encode(LogMessage message) {
    CborWriter out = new CborWriter();
    if (message instanceof Ask ask) {
      out.beginList(4).integer(ASK).integer(ask.version()).bytes(ask.topic().bytes());
      out.bool(ask.live());
    } else if (message instanceof Agree agree) {
      out.beginList(2).integer(AGREE).bool(agree.live());
    } else if (message instanceof Have have) {
      out.beginList(3).integer(HAVE).bool(have.last());
      write(have.heights(), out);
    } else if (message instanceof Want want) {
      out.beginList(2).integer(WANT);
      write(want.numbers(), out);
    } else if (message instanceof Announce announce) {
      out.beginList(3).integer(ANNOUNCE).integer(announce.operations()).integer(announce.bytes());
    } else if (message instanceof Send send) {
      out.beginList(4).integer(SEND).bytes(send.logId().bytes()).bytes(send.header());
      send.body().ifPresentOrElse(out::bytes, out::nil);
    } else if (message instanceof Done) {
      out.beginList(1).integer(DONE);
    } else if (message instanceof Taken) {
      out.beginList(1).integer(TAKEN);
    } else if (message instanceof Alive) {
      out.beginList(1).integer(ALIVE);
    } else if (message instanceof End) {
      out.beginList(1).integer(END);
    } else {
      out.beginList(2).integer(FAIL).integer(((Fail) message).problem().number());
    }
    return Buffer.buffer(out.toByteArray());
  }

  private static void write(LogHeights heights, CborWriter out) {
    out.beginList(heights.all().size());
    heights
        .all()
        .forEach(
            (log, height) ->
                out.beginList(3)
                    .bytes(log.author().bytes())
                    .bytes(log.id().bytes())
                    .integer(height));
  }

  private static void write(SortedMap<Log, List<Long>> numbers, CborWriter out) {
    out.beginList(numbers.size());
    numbers.forEach(
        (log, wanted) -> {
          out.beginList(3).bytes(log.author().bytes()).bytes(log.id().bytes());
          out.beginList(wanted.size());
          wanted.forEach(out::integer);
        });
  }

  /**
   * Reads a message.
   *
   * @throws LogSyncException {@link LogSyncProblem#MALFORMED} if it is none
   */
  public static LogMessage decode(Buffer message) {
    try {
      CborReader in = new CborReader(message.getBytes(), MAX_DEPTH);
      in.enterList();
      LogMessage read = read(next(in));
      if (in.nextElement()) {
        throw malformed();
      }
      in.finish();
      return read;
    } catch (InvalidCborException | InvalidInputException | IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static LogSyncException malformed() {
    return LogSyncException.found(LogSyncProblem.MALFORMED);
  }

  private static CborReader next(CborReader in) {
    if (!in.nextElement()) {
      throw malformed();
    }
    return in;
  }

  private static LogMessage read(CborReader in) {
    long kind = in.readInteger();
    if (kind == ASK) {
      long version = number(in);
      Topic topic = Topic.ofBytes(next(in).readBytes());
      return new Ask(version, topic, next(in).readBoolean());
    }
    if (kind == AGREE) {
      return new Agree(next(in).readBoolean());
    }
    if (kind == HAVE) {
      boolean last = next(in).readBoolean();
      return new Have(heights(in), last);
    }
    if (kind == WANT) {
      return new Want(wanted(in));
    }
    if (kind == ANNOUNCE) {
      long operations = number(in);
      return new Announce(operations, number(in));
    }
    if (kind == SEND) {
      return send(in);
    }
    if (kind == DONE) {
      return new Done();
    }
    if (kind == TAKEN) {
      return new Taken();
    }
    if (kind == ALIVE) {
      return new Alive();
    }
    if (kind == END) {
      return new End();
    }
    if (kind == FAIL) {
      return new Fail(LogSyncProblem.of(number(in)));
    }
    throw malformed();
  }

  private static long number(CborReader in) {
    long number = next(in).readInteger();
    if (number < 0) {
      throw malformed();
    }
    return number;
  }

  private static LogHeights heights(CborReader in) {
    next(in).enterList();
    Map<Log, Long> heights = new TreeMap<>();
    while (in.nextElement()) {
      in.enterList();
      Log log = log(in);
      Long before = heights.put(log, number(in));
      if (in.nextElement() || before != null || heights.size() > MAX_HEIGHTS) {
        throw malformed();
      }
    }
    return LogHeights.of(heights);
  }

  private static Log log(CborReader in) {
    PublicKey author = PublicKey.ofBytes(next(in).readBytes());
    return new Log(author, LogId.ofBytes(next(in).readBytes()));
  }

  private static SortedMap<Log, List<Long>> wanted(CborReader in) {
    next(in).enterList();
    SortedMap<Log, List<Long>> wanted = new TreeMap<>();
    int count = 0;
    while (in.nextElement()) {
      in.enterList();
      Log log = log(in);
      List<Long> numbers = ascending(in, MAX_WANTED - count);
      count += numbers.size();
      if (in.nextElement() || numbers.isEmpty() || wanted.put(log, numbers) != null) {
        throw malformed();
      }
    }
    if (wanted.isEmpty()) {
      throw malformed();
    }
    return wanted;
  }

  private static List<Long> ascending(CborReader in, int most) {
    next(in).enterList();
    List<Long> numbers = new ArrayList<>();
    long last = -1;
    while (in.nextElement()) {
      long number = in.readInteger();
      if (number <= last
          || number > OperationLimits.MAX_SEQUENCE_NUMBER
          || numbers.size() == most) {
        throw malformed();
      }
      numbers.add(number);
      last = number;
    }
    return numbers;
  }

  private static Send send(CborReader in) {
    LogId logId = LogId.ofBytes(next(in).readBytes());
    byte[] header = next(in).readBytes();
    next(in);
    Optional<byte[]> body = Optional.empty();
    if (in.peek() == Kind.NULL) {
      in.readNull();
    } else {
      body = Optional.of(in.readBytes());
    }
    boolean tooLarge =
        header.length > OperationLimits.MAX_HEADER_BYTES
            || body.filter(bytes -> bytes.length > OperationLimits.MAX_BODY_BYTES).isPresent();
    if (tooLarge) {
      throw LogSyncException.found(LogSyncProblem.TOO_MUCH);
    }
    return new Send(logId, header, body);
  }
}
