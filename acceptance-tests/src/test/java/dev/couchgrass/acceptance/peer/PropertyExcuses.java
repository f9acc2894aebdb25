package dev.couchgrass.acceptance.peer;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.FalsifiedSample;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutionResult.Status;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.ShrunkFalsifiedSample;
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
      Throwable excused = Excuses.excused(PouchServerIT.DEFECTS, name, before);
      if (excused == before) {
        throw before;
      }
      return new NotTried(Status.ABORTED, excused);
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

  /** What became of a property that was not begun. To throw it would be an error of the hook. */
  private record NotTried(Status status, Throwable cause) implements PropertyExecutionResult {
    @Override
    public Optional<Throwable> throwable() {
      return Optional.of(cause);
    }

    @Override
    public Optional<String> seed() {
      return Optional.empty();
    }

    @Override
    public Optional<List<Object>> falsifiedParameters() {
      return Optional.empty();
    }

    @Override
    public int countChecks() {
      return 0;
    }

    @Override
    public int countTries() {
      return 0;
    }

    @Override
    public Optional<FalsifiedSample> originalSample() {
      return Optional.empty();
    }

    @Override
    public Optional<ShrunkFalsifiedSample> shrunkSample() {
      return Optional.empty();
    }

    @Override
    public PropertyExecutionResult mapTo(Status newStatus, Throwable newCause) {
      return new NotTried(newStatus, newCause);
    }
  }
}
