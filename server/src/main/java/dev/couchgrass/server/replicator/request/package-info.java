/**
 * What somebody wants replicated: the body of {@code POST /_replicate}, and the documents of {@code
 * _replicator}.
 *
 * <p>Start with {@link dev.couchgrass.server.replicator.request.RequestReader}.
 */
@NullMarked
package dev.couchgrass.server.replicator.request;

import org.jspecify.annotations.NullMarked;
