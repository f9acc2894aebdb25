package dev.couchgrass.core.document;

import dev.couchgrass.core.json.JsonBody;
import java.util.Optional;

/**
 * A local document as it arrived, its special members apart from its body.
 *
 * @param id {@code _id} as given, with its prefix
 * @param revision {@code _rev} as given: a local document's is {@code 0-} and a counter, no {@link
 *     dev.couchgrass.core.revision.RevisionId}
 * @param deleted {@code _deleted}, false if absent
 * @param body the other members
 */
public record ParsedLocalDocument(
    Optional<String> id, Optional<String> revision, boolean deleted, JsonBody body)
    implements ArrivedDocument {}
