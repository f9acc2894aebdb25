package dev.couchgrass.instance.sync.book;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.auth.Permission;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.peer.AccessRequest;
import dev.couchgrass.instance.peer.AccessStatus;
import dev.couchgrass.instance.store.RowFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A key's wish to be let in, as a row under its id. */
final class AccessRow implements RowFormat<AccessRequest> {
  private static final String ID = "id";
  private static final String DATABASE = "database";
  private static final String KEY = "key";
  private static final String PERMISSION = "permission";
  private static final String INSTANCE = "instance";
  private static final String NAME = "name";
  private static final String TEXT = "message";
  private static final String ADDRESSES = "addresses";
  private static final String ASKED = "asked";
  private static final String STATUS = "status";
  private static final String DECIDED_BY = "decidedBy";
  private static final String MESSAGE = "Malformed wish to be let in";

  @Override
  public Value write(AccessRequest request) {
    Map<String, Value> members = new HashMap<>();
    members.put(ID, Value.of(request.id()));
    members.put(DATABASE, Value.of(request.database().toString()));
    members.put(KEY, Value.of(request.key().toString()));
    members.put(PERMISSION, request.permission().toDoc());
    members.put(INSTANCE, Value.of(request.instance().toString()));
    request.name().ifPresent(name -> members.put(NAME, Value.of(name)));
    request.message().ifPresent(text -> members.put(TEXT, Value.of(text)));
    members.put(ADDRESSES, PeerRow.write(request.addresses()));
    members.put(ASKED, Value.of(request.asked().getEpochSecond()));
    members.put(STATUS, Value.of(request.status().word()));
    request.decidedBy().ifPresent(key -> members.put(DECIDED_BY, Value.of(key.toString())));
    return Doc.of(members);
  }

  @Override
  public AccessRequest read(Value value) {
    DocFields fields = new DocFields(value instanceof Doc document ? document : Doc.EMPTY, MESSAGE);
    String status = fields.text(STATUS);
    return new AccessRequest(
        fields.text(ID),
        Cid.parse(fields.text(DATABASE)),
        PublicKey.parse(fields.text(KEY)),
        Permission.ofDoc(fields.document(PERMISSION)).orElseThrow(fields::malformed),
        PublicKey.parse(fields.text(INSTANCE)),
        fields.optionalText(NAME),
        fields.optionalText(TEXT),
        PeerRow.addresses(fields.fields(ADDRESSES)),
        Instant.ofEpochSecond(fields.wholeNumber(ASKED)),
        Arrays.stream(AccessStatus.values())
            .filter(each -> each.word().equals(status))
            .findFirst()
            .orElseThrow(fields::malformed),
        fields.optionalText(DECIDED_BY).map(PublicKey::parse));
  }
}
