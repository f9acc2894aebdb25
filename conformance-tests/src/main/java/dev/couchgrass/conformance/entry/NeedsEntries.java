package dev.couchgrass.conformance.entry;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Lets a property count as skipped, with the reason, if the storage keeps no entries: to jqwik,
 * what is aborted before a property has failed, and what is aborted in each try was not tried
 * enough.
 */
public final class NeedsEntries implements AroundPropertyHook {
  /** For jqwik. */
  public NeedsEntries() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyExecutionResult result = property.execute();
    return context.testInstance() instanceof EntryProperties tried
        ? tried.lack().map(result::mapToAborted).orElse(result)
        : result;
  }
}
