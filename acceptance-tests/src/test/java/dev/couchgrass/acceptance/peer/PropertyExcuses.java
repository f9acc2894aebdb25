package dev.couchgrass.acceptance.peer;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** What {@link Excuses} are to tests, to properties; each is a list of its own. */
final class PropertyExcuses implements AroundPropertyHook, SkipExecutionHook {
  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return PouchServerIT.canRun() ? SkipResult.doNotSkip() : SkipResult.skip(PouchServerIT.NO_NODE);
  }

  /** Outside the hook that explains a failure, so that what was explained is excused. */
  @Override
  public int aroundPropertyProximity() {
    return -100;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
    String name = context.containerClass().getSimpleName() + '.' + context.targetMethod().getName();
    PropertyExecutionResult result;
    try {
      result = property.execute();
    } catch (Throwable before) {
      // What is tried before a property: a script that failed once.
      throw Excuses.excused(PouchServerIT.DEFECTS, name, before);
    }
    if (result.status() == Status.FAILED) {
      Throwable failure = result.throwable().orElseGet(AssertionError::new);
      Throwable excused = Excuses.excused(PouchServerIT.DEFECTS, name, failure);
      return excused == failure ? result : result.mapToAborted(excused);
    }
    if (result.status() == Status.SUCCESSFUL) {
      PouchServerIT.DEFECTS.passed(name);
      return PouchServerIT.DEFECTS
          .outlived(name)
          .map(gone -> result.mapToFailed("No longer broken: take it off the list: " + gone))
          .orElse(result);
    }
    return result;
  }
}
