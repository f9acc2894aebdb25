package dev.couchgrass.store.kv.log;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What signed logs need of the world.
 *
 * @param clock tells when a node was noted
 * @param random draws nodes
 */
public record LogTerms(InstantSource clock, RandomGenerator random) {}
