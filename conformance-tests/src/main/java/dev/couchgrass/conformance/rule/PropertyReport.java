package dev.couchgrass.conformance.rule;

import dev.couchgrass.conformance.rule.RunRecord.Outcome;
import dev.couchgrass.conformance.script.Regressions;
import dev.couchgrass.conformance.script.Script;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.opentest4j.TestAbortedException;

/**
 * Makes the failure of a property say which rules it names, what to check first, the seed, and the
 * shortest script that failed, if it tried scripts: that one is kept, to be tried first from then
 * on.
 *
 * <p>The system property {@code couchgrass.seed} makes every property begin with that seed, and
 * {@code couchgrass.effort} makes it try so many times as often.
 */
public final class PropertyReport implements AroundPropertyHook {
  /** For jqwik. */
  public PropertyReport() {}

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  /** Around what is done before a property, too, as kept scripts are tried there: jqwik's -10. */
  @Override
  public int aroundPropertyProximity() {
    return -20;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
    TrialSettings.seed().ifPresent(context.attributes()::setSeed);
    context
        .attributes()
        .tries()
        .ifPresent(tries -> context.attributes().setTries(tries * TrialSettings.effort()));
    List<String> tags =
        context.findRepeatableAnnotations(Tag.class).stream().map(Tag::value).toList();
    Explanation explanation = Explanation.of(tags, context.testInstances());
    PropertyExecutionResult result;
    try {
      result = property.execute();
    } catch (TestAbortedException skipped) {
      record(context, tags, Outcome.SKIPPED, Optional.ofNullable(skipped.getMessage()));
      throw skipped;
    } catch (Throwable before) {
      // Of what was to be done before the property: of a kept script, perhaps.
      record(context, tags, Outcome.FAILED, Optional.empty());
      throw explanation.explain(before);
    }
    record(context, tags, outcome(result), result.throwable().map(Throwable::getMessage));
    return result.status() == PropertyExecutionResult.Status.FAILED
        ? explained(result, explanation)
        : result;
  }

  private static PropertyExecutionResult explained(
      PropertyExecutionResult result, Explanation explanation) {
    Explanation told = explanation;
    for (Script<?> script : scripts(result)) {
      told = told.with(kept(script));
    }
    if (result.seed().isPresent()) {
      told = told.with(TrialSettings.repeat(result.seed().get()));
    }
    return result.mapToFailed(
        told.explain(
            result.throwable().orElseGet(() -> new AssertionError("The property was falsified"))));
  }

  private static Outcome outcome(PropertyExecutionResult result) {
    return switch (result.status()) {
      case SUCCESSFUL -> Outcome.PASSED;
      case ABORTED -> Outcome.SKIPPED;
      case FAILED -> Outcome.FAILED;
    };
  }

  private static void record(
      PropertyLifecycleContext context,
      List<String> tags,
      Outcome outcome,
      Optional<String> reason) {
    RunRecord.ofThisRun()
        .test(
            context.testInstances().get(0).getClass(),
            tags,
            context.targetMethod().getName(),
            outcome,
            outcome == Outcome.SKIPPED ? reason.orElse("") : "");
  }

  private static List<Script<?>> scripts(PropertyExecutionResult result) {
    return result.falsifiedParameters().orElse(List.of()).stream()
        .<Script<?>>mapMulti(
            (parameter, out) -> {
              if (parameter instanceof Script<?> script) {
                out.accept(script);
              }
            })
        .toList();
  }

  private static String kept(Script<?> script) {
    String shown = "As a test, in the suite's class:\n\n" + script.toJava();
    try {
      return shown
          + "\n\nKept in "
          + Regressions.ofProject().keep(script)
          + ", and tried first now.";
    } catch (IOException e) {
      return shown + "\n\nIt could not be kept: " + e;
    }
  }
}
