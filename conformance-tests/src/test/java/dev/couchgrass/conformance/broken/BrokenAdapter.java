package dev.couchgrass.conformance.broken;

/**
 * An engine or a storage that is wrong in one point, which a rule forbids.
 *
 * @param rule the id of the rule that it breaks
 * @param title what it is called
 * @param fault what it does, in a few words that follow its title
 * @param install puts it under test, instead of what was there before
 */
public record BrokenAdapter(String rule, String title, String fault, Runnable install) {}
