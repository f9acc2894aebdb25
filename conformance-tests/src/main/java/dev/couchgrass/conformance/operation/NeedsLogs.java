package dev.couchgrass.conformance.operation;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Lets a property count as skipped, with the reason, if the storage keeps no signed logs: to jqwik,
 * what is aborted before a property has failed, and what is aborted in each try was not tried
 * enough.
 */
public final class NeedsLogs implements AroundPropertyHook {
  /** For jqwik. */
  public NeedsLogs() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyExecutionResult result = property.execute();
    return context.testInstance() instanceof LogTries<?> tried
        ? tried.lack().map(result::mapToAborted).orElse(result)
        : result;
  }
}
