package dev.couchgrass.cli.signed;

import dev.couchgrass.cli.disk.FolderException;
import dev.couchgrass.instance.Instance;
import dev.couchgrass.instance.InstanceOptions;
import dev.couchgrass.store.Storage;
import io.vertx.core.Vertx;

/** Opens the instance that a storage has. */
final class InstanceAccess {
  private InstanceAccess() {}

  /**
   * Opens it.
   *
   * @param make whether to make one if there is none
   * @throws FolderException if there is none, and none was made
   */
  static Instance open(Vertx vertx, Storage storage, boolean make) throws FolderException {
    if (!make && storage.entries().await().instanceMetadata().await().isEmpty()) {
      throw new FolderException(
          FolderException.Kind.WRONG_FOLDER,
          "There are no users in this folder; 'couchgrass user create' makes one");
    }
    return Instance.open(vertx, storage, InstanceOptions.DEFAULTS).await();
  }
}
