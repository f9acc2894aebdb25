package dev.couchgrass.conformance.rule;

import dev.couchgrass.conformance.rule.RunRecord.Outcome;
import dev.couchgrass.conformance.script.Regressions;
import dev.couchgrass.conformance.script.Script;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

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

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    TrialSettings.seed().ifPresent(context.attributes()::setSeed);
    context
        .attributes()
        .tries()
        .ifPresent(tries -> context.attributes().setTries(tries * TrialSettings.effort()));
    PropertyExecutionResult result = property.execute();
    List<String> tags =
        context.findRepeatableAnnotations(Tag.class).stream().map(Tag::value).toList();
    record(context, tags, result);
    if (result.status() != PropertyExecutionResult.Status.FAILED) {
      return result;
    }
    Explanation explanation = Explanation.of(tags, context.testInstances());
    for (Script<?> script : scripts(result)) {
      explanation = explanation.with(kept(script));
    }
    if (result.seed().isPresent()) {
      explanation = explanation.with(TrialSettings.repeat(result.seed().get()));
    }
    return result.mapToFailed(
        explanation.explain(
            result.throwable().orElseGet(() -> new AssertionError("The property was falsified"))));
  }

  private static void record(
      PropertyLifecycleContext context, List<String> tags, PropertyExecutionResult result) {
    Outcome outcome =
        switch (result.status()) {
          case SUCCESSFUL -> Outcome.PASSED;
          case ABORTED -> Outcome.SKIPPED;
          case FAILED -> Outcome.FAILED;
        };
    String reason = result.throwable().map(Throwable::getMessage).orElse("");
    RunRecord.ofThisRun()
        .test(
            context.testInstances().get(0).getClass(),
            tags,
            context.targetMethod().getName(),
            outcome,
            outcome == Outcome.SKIPPED ? reason : "");
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
