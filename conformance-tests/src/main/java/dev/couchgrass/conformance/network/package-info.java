/**
 * Networks that fail, for tests of what goes over one: bytes that are lost, late or wrong, and
 * answers that are no answers. What fails, and when, follows from a seed.
 *
 * <pre>{@code
 * Random random = new Random(seed);
 * FaultyProxy proxy = new FaultyProxy(vertx, port, () -> Fault.next(random), () -> Fault.HARMLESS);
 * int between = await(proxy.listen());
 * }</pre>
 *
 * <p>Start with {@link dev.couchgrass.conformance.network.FaultyProxy}, or {@link
 * dev.couchgrass.conformance.network.FaultyGateway} for what speaks HTTP.
 */
@NullMarked
package dev.couchgrass.conformance.network;

import org.jspecify.annotations.NullMarked;
