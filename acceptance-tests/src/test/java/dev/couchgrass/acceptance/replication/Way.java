package dev.couchgrass.acceptance.replication;

import dev.couchgrass.conformance.network.Fault;
import dev.couchgrass.conformance.network.FaultyGateway;
import dev.couchgrass.conformance.network.FaultyProxy;
import dev.couchgrass.conformance.network.HttpFault;
import dev.couchgrass.store.DocumentStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A way to servers on which all that can go wrong does, until it is healed. */
final class Way {
  private static final int GATEWAY_PERCENT = 12;
  private static final int NETWORK_PERCENT = 40;

  private final Random faults;
  private final List<FaultyProxy> proxies = new ArrayList<>();
  private final List<FaultyGateway> gateways = new ArrayList<>();
  private final Map<String, DocumentStore> ends = new HashMap<>();
  private volatile boolean healed;

  Way(Random random) {
    this.faults = new Random(random.nextLong());
  }

  /** A database of the trial, at the end of such a way. */
  DocumentStore to(Trial trial, String database) {
    FaultyGateway gateway =
        new FaultyGateway(trial.vertx(), trial.port(), 1, request -> nextOfHttp());
    gateways.add(gateway);
    FaultyProxy proxy =
        new FaultyProxy(
            trial.vertx(), trial.listening(gateway), () -> next(false), () -> next(true));
    proxies.add(proxy);
    DocumentStore end = trial.patient(trial.listening(proxy), database);
    ends.put(database, end);
    return end;
  }

  /** The same once more. */
  DocumentStore last(String database) {
    return ends.get(database);
  }

  private synchronized HttpFault nextOfHttp() {
    return healed ? HttpFault.NONE : HttpFault.next(faults, GATEWAY_PERCENT);
  }

  private synchronized Fault next(boolean ofRequests) {
    if (healed || faults.nextInt(100) >= NETWORK_PERCENT) {
      return Fault.HARMLESS;
    }
    return ofRequests ? Fault.nextOfRequests(faults) : Fault.next(faults);
  }

  /** Nothing more goes wrong. */
  void heal() {
    healed = true;
    proxies.forEach(FaultyProxy::cut);
  }

  /** What came to pass, and how often. */
  String told() {
    Map<HttpFault, Integer> answers = new EnumMap<>(HttpFault.class);
    Map<Fault.Kind, Integer> bytes = new EnumMap<>(Fault.Kind.class);
    for (HttpFault fault : HttpFault.values()) {
      answers.put(fault, gateways.stream().mapToInt(each -> each.count(fault)).sum());
    }
    for (Fault.Kind kind : Fault.Kind.values()) {
      bytes.put(kind, proxies.stream().mapToInt(each -> each.count(kind)).sum());
    }
    return answers + " " + bytes;
  }
}
