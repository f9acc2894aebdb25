package dev.couchgrass.sync.result;

import dev.couchgrass.core.document.DocumentId;
import dev.couchgrass.core.revision.RevisionId;
import dev.couchgrass.store.error.StoreException;

/** A revision that the target refused for good, and why. */
public record DocumentFailure(DocumentId id, RevisionId revision, StoreException error) {}
