package dev.couchgrass.store.kv.log;

import dev.couchgrass.core.hash.Hash;
import dev.couchgrass.core.operation.Body;
import dev.couchgrass.core.operation.Header;
import dev.couchgrass.core.operation.InvalidOperationException;
import dev.couchgrass.core.operation.Log;
import dev.couchgrass.core.operation.Operation;
import dev.couchgrass.store.operation.LogSize;
import dev.couchgrass.store.operation.StoredOperation;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads operations at one moment. */
public final class Operations {
  private final LogMoment moment;
  private final LogKeys keys;

  public Operations(LogMoment moment) {
    this.moment = moment;
    this.keys = moment.keys();
  }

  /** The record of an operation that is there: its row may be so longer than it is. */
  Optional<OperationRecord> record(Hash id) {
    return row(id).filter(found -> found.sequenceNumber() >= Sweeps.first(moment, found.log()));
  }

  private Optional<OperationRecord> row(Hash id) {
    return moment.get(keys.operation(id)).map(OperationRecord::decode);
  }

  /** Whether the row of an operation says that it stands at a place. */
  public boolean isAt(Hash id, int log, long sequenceNumber) {
    return row(id)
        .filter(found -> found.log() == log && found.sequenceNumber() == sequenceNumber)
        .isPresent();
  }

  boolean has(Hash id) {
    return record(id).isPresent();
  }

  Set<Hash> present(Collection<Hash> ids) {
    Set<Hash> present = new HashSet<>();
    for (Hash id : ids) {
      if (has(id)) {
        present.add(id);
      }
    }
    return Set.copyOf(present);
  }

  Optional<StoredOperation> get(Hash id) {
    return record(id).map(found -> stored(id, found));
  }

  private StoredOperation stored(Hash id, OperationRecord found) {
    Header header =
        header(found.log(), found.sequenceNumber())
            .filter(there -> there.id().equals(id))
            .orElseThrow(LogMoment::damaged);
    Log log =
        moment.get(keys.logName(found.log())).map(LogKeys::logOf).orElseThrow(LogMoment::damaged);
    return new StoredOperation(operation(found.log(), header), log.id());
  }

  Optional<Header> header(int log, long sequenceNumber) {
    return moment.get(keys.header(log, sequenceNumber)).map(Operations::decode);
  }

  public static Header decode(byte[] header) {
    try {
      return Header.decode(header);
    } catch (InvalidOperationException e) {
      throw LogMoment.damaged();
    }
  }

  /** The operation of a header that is there, with its body if that is. */
  public Operation operation(int log, Header header) {
    return new Operation(header, body(log, header));
  }

  private Optional<Body> body(int log, Header header) {
    if (!hasBody(log, header)) {
      return Optional.empty();
    }
    long number = header.sequenceNumber();
    return Optional.of(
        Body.of(Pieces.get(moment, piece -> keys.body(log, number, piece), header.payloadSize())));
  }

  public boolean hasBody(int log, Header header) {
    return header.payloadSize() > 0 && moment.has(keys.body(log, header.sequenceNumber(), 0));
  }

  /** How much an operation is if nothing of it is lacking. */
  public static LogSize announced(Header header) {
    return new LogSize(1, header.bytes().length, header.payloadSize());
  }
}
