package dev.couchgrass.conformance.rule;

import java.util.List;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Makes the failure of a property say which rules it names, what to check first, and the seed. The
 * system property {@code couchgrass.seed} makes every property begin with that seed.
 */
public final class PropertyReport implements AroundPropertyHook {
  /** For jqwik. */
  public PropertyReport() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    SeedProperty.value().ifPresent(context.attributes()::setSeed);
    PropertyExecutionResult result = property.execute();
    if (result.status() != PropertyExecutionResult.Status.FAILED) {
      return result;
    }
    List<String> tags =
        context.findRepeatableAnnotations(Tag.class).stream().map(Tag::value).toList();
    Explanation explanation = Explanation.of(tags, context.testInstances()).withSeed(result.seed());
    return result.mapToFailed(
        explanation.explain(
            result.throwable().orElseGet(() -> new AssertionError("The property was falsified"))));
  }
}
