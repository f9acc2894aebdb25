package dev.couchgrass.instance;

import dev.couchgrass.core.InvalidInputException;
import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.error.InstanceException;
import dev.couchgrass.instance.error.InstanceProblem;
import dev.couchgrass.instance.form.DocFields;
import java.util.Map;

/**
 * What a storage keeps of its instance. That it is there says that all else is: it is written last.
 *
 * @param id by which others know this instance
 * @param instance the database of the instance's own settings
 * @param users the database of its users
 * @param databases the database of what is known of other databases
 */
record InstanceRecord(PublicKey id, Cid instance, Cid users, Cid databases) {
  private static final int VERSION = 1;
  private static final String FORMAT = "format";
  private static final String ID = "id";
  private static final String INSTANCE = "instance";
  private static final String USERS = "users";
  private static final String DATABASES = "databases";

  byte[] encode() {
    return toDoc().encode();
  }

  private Doc toDoc() {
    return Doc.of(
        Map.of(
            FORMAT, Value.of(VERSION),
            ID, Value.of(id.toString()),
            INSTANCE, Value.of(instance.toString()),
            USERS, Value.of(users.toString()),
            DATABASES, Value.of(databases.toString())));
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
          Cid.parse(fields.text(DATABASES)));
    } catch (InvalidInputException e) {
      throw new InstanceException(InstanceProblem.INSTANCE_DAMAGED, e.reason());
    }
  }
}
