package dev.couchgrass.core.entry;

import dev.couchgrass.core.cbor.CborWriter;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.key.PublicKey;
import dev.couchgrass.core.key.Signature;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of an entry. Within each map, names stand in DAG-CBOR's order: shorter ones first. What
 * is zero, false, or not there is left out.
 */
final class EntryEncoding {
  private EntryEncoding() {}

  /** The entry's bytes; without a signature, those that are signed. */
  static byte[] encode(EntryFields fields, Optional<Signature> signature) {
    CborWriter out = new CborWriter();
    out.beginMap(3);
    out.name("sig").beginMap(signature.isPresent() ? 2 : 1);
    out.name("key");
    writeSigner(out, fields.signer());
    signature.ifPresent(value -> out.name("sig").text(value.toString()));
    out.name("tree");
    writeTree(out, fields);
    out.name("subtrees").beginList(fields.subtrees().size());
    fields.subtrees().forEach(subtree -> writeSubtree(out, subtree));
    return out.toByteArray();
  }

  private static void writeTree(CborWriter out, EntryFields fields) {
    boolean high = fields.height() > 0;
    out.beginMap(2 + (high ? 1 : 0) + (fields.root().isPresent() ? 1 : 0));
    if (high) {
      out.name("h").integer(fields.height());
    }
    fields.root().ifPresent(id -> out.name("root").link(id));
    writeIds(out.name("parents"), fields.parents());
    out.name("metadata").bytes(MetadataJson.encode(fields.metadata()));
  }

  private static void writeSubtree(CborWriter out, Subtree subtree) {
    boolean own = subtree.height().isPresent();
    out.beginMap(2 + (own ? 1 : 0) + (subtree.data().isPresent() ? 1 : 0));
    subtree.height().ifPresent(height -> out.name("h").integer(height));
    subtree.data().ifPresent(data -> out.name("data").bytes(data));
    out.name("name").text(subtree.name());
    writeIds(out.name("parents"), subtree.parents());
  }

  private static void writeIds(CborWriter out, List<Cid> ids) {
    out.beginList(ids.size());
    ids.forEach(out::link);
  }

  private static void writeSigner(CborWriter out, SigKey signer) {
    out.beginMap(1);
    if (signer instanceof SigKey.Delegated delegated) {
      out.name("Delegation").beginMap(2).name("hint");
      writeHint(out, signer.hint());
      out.name("path").beginList(delegated.path().size());
      for (DelegationStep step : delegated.path()) {
        writeIds(out.beginMap(2).name("tips"), step.tips());
        out.name("tree").link(step.database());
      }
    } else {
      out.name("Direct").beginMap(1).name("hint");
      writeHint(out, signer.hint());
    }
  }

  private static void writeHint(CborWriter out, KeyHint hint) {
    if (hint instanceof KeyHint.ByName named) {
      out.beginMap(1).name("name").text(named.name());
    } else if (hint instanceof KeyHint.Global global) {
      writeKey(out.beginMap(2), global.key());
      out.name("is_global").bool(true);
    } else if (hint instanceof KeyHint.ByKey direct) {
      writeKey(out.beginMap(1), direct.key());
    }
  }

  private static void writeKey(CborWriter out, PublicKey key) {
    out.name("pubkey").text(key.toString());
  }
}
