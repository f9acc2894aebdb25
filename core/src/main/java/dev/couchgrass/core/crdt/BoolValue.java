package dev.couchgrass.core.crdt;

/** True or false. */
public record BoolValue(boolean value) implements Scalar {}
