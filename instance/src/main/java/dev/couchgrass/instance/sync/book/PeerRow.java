package dev.couchgrass.instance.sync.book;

import dev.couchgrass.core.crdt.Doc;
import dev.couchgrass.core.crdt.Value;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.instance.form.DocFields;
import dev.couchgrass.instance.form.Numbered;
import dev.couchgrass.instance.peer.Peer;
import dev.couchgrass.instance.peer.PeerStatus;
import dev.couchgrass.instance.store.RowFormat;
import dev.couchgrass.instance.ticket.PeerAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A peer, as a row under its key. */
final class PeerRow implements RowFormat<Peer> {
  private static final String KEY = "key";
  private static final String NAME = "name";
  private static final String ADDRESSES = "addresses";
  private static final String STATUS = "status";
  private static final String MESSAGE = "Malformed peer";

  @Override
  public Value write(Peer peer) {
    Map<String, Value> members = new HashMap<>();
    members.put(KEY, Value.of(peer.key().toString()));
    peer.name().ifPresent(name -> members.put(NAME, Value.of(name)));
    members.put(ADDRESSES, write(peer.addresses()));
    members.put(STATUS, Value.of(peer.status().word()));
    return Doc.of(members);
  }

  /** Addresses, each a type, a colon and the rest. */
  static Doc write(List<PeerAddress> addresses) {
    return Numbered.ofTexts(addresses.stream().map(it -> it.type() + ":" + it.address()).toList());
  }

  static List<PeerAddress> addresses(DocFields numbered) {
    return Numbered.texts(numbered).stream().map(text -> address(text, numbered)).toList();
  }

  private static PeerAddress address(String text, DocFields fields) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw fields.malformed();
    }
    return new PeerAddress(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public Peer read(Value value) {
    DocFields fields = new DocFields(value instanceof Doc document ? document : Doc.EMPTY, MESSAGE);
    String status = fields.text(STATUS);
    return new Peer(
        PublicKey.parse(fields.text(KEY)),
        fields.optionalText(NAME),
        addresses(fields.fields(ADDRESSES)),
        Arrays.stream(PeerStatus.values())
            .filter(each -> each.word().equals(status))
            .findFirst()
            .orElseThrow(fields::malformed));
  }
}
