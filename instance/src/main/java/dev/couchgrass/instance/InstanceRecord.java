package dev.couchgrass.instance;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.form.DocFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a storage keeps of its instance. That it is there says that all else is: it is written last.
 *
 * @param id by which others know this instance
 * @param instance the database of the instance's own settings
 * @param users the database of its users
 * @param databases the database of what is known of other databases
 * @param sync the database of peers; empty as long as sync was never enabled
 */
record InstanceRecord(PublicKey id, Cid instance, Cid users, Cid databases, Optional<Cid> sync) {
  private static final int VERSION = 1;
  private static final String FORMAT = "format";
  private static final String ID = "id";
  private static final String INSTANCE = "instance";
  private static final String USERS = "users";
  private static final String DATABASES = "databases";
  private static final String SYNC = "sync";

  byte[] encode() {
    return toDoc().encode();
  }

  private Doc toDoc() {
    Map<String, Value> members = new HashMap<>();
    members.put(FORMAT, Value.of(VERSION));
    members.put(ID, Value.of(id.toString()));
    members.put(INSTANCE, Value.of(instance.toString()));
    members.put(USERS, Value.of(users.toString()));
    members.put(DATABASES, Value.of(databases.toString()));
    sync.ifPresent(peers -> members.put(SYNC, Value.of(peers.toString())));
    return Doc.of(members);
  }

  InstanceRecord withSync(Cid peers) {
    return new InstanceRecord(id, instance, users, databases, Optional.of(peers));
  }

  /**
   * Reads it.
   *
   * @throws InstanceException {@code INSTANCE_DAMAGED} if it is malformed, or of a version to come
   */
  static InstanceRecord decode(byte[] bytes) {
    try {
      DocFields fields = new DocFields(Doc.decode(bytes), "Malformed record of an instance");
      if (fields.number(FORMAT) != VERSION) {
        throw new InstanceException(
            InstanceProblem.INSTANCE_DAMAGED, "a format that this release does not know");
      }
      return new InstanceRecord(
          PublicKey.parse(fields.text(ID)),
          Cid.parse(fields.text(INSTANCE)),
          Cid.parse(fields.text(USERS)),
          Cid.parse(fields.text(DATABASES)),
          fields.optionalText(SYNC).map(Cid::parse));
    } catch (InvalidInputException e) {
      throw new InstanceException(InstanceProblem.INSTANCE_DAMAGED, e.reason());
    }
  }
}
