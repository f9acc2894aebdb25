package dev.couchgrass.instance.database;

import dev.couchgrass.core.entry.Entry;
import dev.couchgrass.core.entry.Tips;
import dev.couchgrass.core.hash.Cid;
import dev.couchgrass.core.hash.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Where an entry stands in its database, and in one of its stores.
 *
 * @param parents the entries that it builds on
 * @param pin the settings that it is written under
 * @param storeHeight its height in the store
 */
record Place(Tips parents, Tips pin, long height, long storeHeight) {
  static Place of(Entry entry, String store) {
    return new Place(
        Tips.of(entry.parents()),
        Tips.of(entry.metadata().settingsTips()),
        entry.height(),
        entry.storeHeight(store));
  }

  /** The place in 32 bytes: the hash of both heights, and of all ids behind their number. */
  byte[] digest() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        ByteBuffer.allocate(2 * Long.BYTES).putLong(height).putLong(storeHeight).array());
    write(parents, all);
    write(pin, all);
    return Hash.of(all.toByteArray()).bytes();
  }

  private static void write(Tips tips, ByteArrayOutputStream all) {
    all.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(tips.ids().size()).array());
    for (Cid id : tips.ids()) {
      all.writeBytes(id.bytes());
    }
  }
}
