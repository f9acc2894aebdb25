package dev.couchgrass.instance.auth;

import dev.couchgrass.core.crdt.BoolValue;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.DocList;
import dev.couchgrass.core.crdt.NullValue;
import dev.couchgrass.core.crdt.NumberValue;
import dev.couchgrass.core.crdt.Tombstone;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.SigningKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Permissions, grants, and settings: well formed, malformed, and anything between. */
final class RandomAuth {
  private static final List<String> NAMES =
      List.of(
          "auth",
          "keys",
          "global",
          "delegations",
          "name",
          "permissions",
          "status",
          "type",
          "priority",
          "permission_bounds",
          "max",
          "min",
          "tree",
          "root",
          "tips",
          "height_strategy",
          "",
          "a.b",
          "ed25519:AAAA",
          AuthWorld.ALICE.publicKey().toString(),
          AuthWorld.OTHER.toString());

  private static final List<Value> FLAT =
      List.of(
          NullValue.NULL,
          new BoolValue(true),
          Value.of(0),
          Value.of(-1),
          Value.of(1L << 32),
          new NumberValue("1.0"),
          new NumberValue("9".repeat(40)),
          Value.of(""),
          Value.of("n".repeat(256)),
          Value.of("Admin"),
          Value.of("Write"),
          Value.of("Read"),
          Value.of("Active"),
          Value.of("Revoked"),
          Value.of("timestamp"),
          Value.of(AuthWorld.OTHER.toString()),
          Value.of(AuthWorld.ALICE.publicKey().toString()),
          Tombstone.TOMBSTONE);

  private RandomAuth() {}

  static Arbitrary<Permission> permissions() {
    Arbitrary<Long> priorities =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 3), Arbitraries.longs().between(0, 0xffff_ffffL));
    return Arbitraries.oneOf(
        priorities.map(Permission.Admin::new),
        priorities.map(Permission.Write::new),
        Arbitraries.just(new Permission.Read()));
  }

  static Arbitrary<Bounds> bounds() {
    return Combinators.combine(permissions(), permissions().optional()).as(Bounds::new);
  }

  static Arbitrary<KeyGrant> grants() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "é.é").optional(),
            permissions(),
            Arbitraries.of(KeyStatus.values()))
        .as(KeyGrant::new);
  }

  static Arbitrary<SigningKey> keys() {
    return Arbitraries.of(AuthWorld.ALL);
  }

  static Arbitrary<Delegation> delegations() {
    Arbitrary<Bounds> valid = bounds().filter(Bounds::isValid);
    return Combinators.combine(Arbitraries.of(AuthWorld.OTHER, AuthWorld.THIRD), valid)
        .as((id, bounds) -> Delegation.of(id, List.of(AuthWorld.id("x"), id), bounds));
  }

  /** Changes as this package writes them. */
  static Arbitrary<Doc> changes() {
    AuthSettings none = AuthSettings.NONE;
    return Arbitraries.oneOf(
        Combinators.combine(keys(), grants()).as(AuthWorld::put),
        keys().map(AuthWorld::removed),
        grants().map(none::putGlobal),
        Arbitraries.create(none::removeGlobal),
        delegations().map(none::putDelegation),
        Arbitraries.just(none.removeDelegation(AuthWorld.OTHER)));
  }

  /** Settings as this package writes them. */
  static Arbitrary<Doc> settings() {
    return changes().list().ofMaxSize(8).map(Doc::fold);
  }

  /** Any values, of the names that mean something and some that do not. */
  static Arbitrary<Value> values(int depth) {
    Arbitrary<Value> flat = Arbitraries.of(FLAT);
    return depth == 0
        ? flat
        : Arbitraries.frequencyOf(
            Tuple.of(2, flat),
            Tuple.of(4, docs(depth).map(Value.class::cast)),
            Tuple.of(1, values(depth - 1).list().ofMaxSize(3).map(RandomAuth::list)));
  }

  private static Value list(List<Value> values) {
    return DocList.of(values, () -> 0);
  }

  private static Arbitrary<Doc> docs(int depth) {
    Arbitrary<Map<String, Value>> members =
        Arbitraries.maps(Arbitraries.of(NAMES), values(depth - 1)).ofMaxSize(4);
    return Combinators.combine(members, Arbitraries.of(true, false))
        .as((map, atomic) -> atomic ? Doc.of(map).atomic() : Doc.of(map));
  }

  /** Settings with some of their parts replaced by anything. */
  static Arbitrary<Doc> hostile() {
    return Combinators.combine(settings(), Arbitraries.randoms(), values(3).list().ofSize(3))
        .as(
            (sound, random, damage) -> {
              Value settings = sound;
              for (Value value : damage) {
                settings = replaced(settings, value, random);
              }
              return settings instanceof Doc document ? document : sound;
            })
        .withoutEdgeCases();
  }

  /** A value with one part of it, somewhere, replaced. */
  private static Value replaced(Value whole, Value part, java.util.Random random) {
    if (!(whole instanceof Doc document) || document.isEmpty() || random.nextInt(6) == 0) {
      return part;
    }
    List<String> names = List.copyOf(document.toMap().keySet());
    String name = names.get(random.nextInt(names.size()));
    Value inner = replaced(document.get(name).orElseThrow(), part, random);
    Map<String, Value> members = new java.util.TreeMap<>(document.toMap());
    members.put(name, inner);
    return document.isAtomic() ? Doc.of(members).atomic() : Doc.of(members);
  }

  static Optional<Permission> rank(Doc settings, SigningKey key) {
    return AuthSettings.of(settings).key(key.publicKey()).map(KeyGrant::permission);
  }
}
