package dev.couchgrass.conformance.script;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls of a trial's methods, one after the other. It prints as the Java that makes the same calls,
 * to be pasted behind an expression of that type.
 *
 * @param <T> the trial: a public class, none of whose steps has an overload of as many arguments
 */
public final class Script<T> {
  private final Class<T> trial;
  private final List<Step> steps;

  private Script(Class<T> trial, List<Step> steps) {
    this.trial = trial;
    this.steps = List.copyOf(steps);
  }

  /**
   * A script of these steps.
   *
   * @throws IllegalArgumentException if the trial has no such method
   */
  public static <T> Script<T> of(Class<T> trial, List<Step> steps) {
    Script<T> script = new Script<>(trial, steps);
    steps.forEach(script::method);
    return script;
  }

  /**
   * Reads what {@link #toString} printed: a step a line. White space around a line does not matter.
   *
   * @throws IllegalArgumentException if it is no script for this trial
   */
  public static <T> Script<T> parse(Class<T> trial, String text) {
    return of(
        trial,
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).map(Step::parse).toList());
  }

  /** What the steps are made on. */
  public Class<T> trial() {
    return trial;
  }

  /** How many steps there are. */
  public int length() {
    return steps.size();
  }

  /**
   * Makes all calls.
   *
   * @throws AssertionError if one finds that something is not as it must be
   */
  public void runOn(T subject) {
    for (Step step : steps) {
      call(subject, step);
    }
  }

  private void call(T subject, Step step) {
    try {
      method(step).invoke(subject, step.arguments().toArray());
    } catch (InvocationTargetException e) {
      throw unchecked(Objects.requireNonNull(e.getCause()), step);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("A step that nobody may make: " + step, e);
    }
  }

  private static RuntimeException unchecked(Throwable thrown, Step step) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("The step failed: " + step, thrown);
  }

  private Method method(Step step) {
    return Stream.of(trial.getMethods())
        .filter(method -> method.getName().equals(step.method()))
        .filter(method -> method.getReturnType() == trial && takes(method, step.arguments()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no such step of " + trial.getSimpleName() + ": " + step));
  }

  private static boolean takes(Method method, List<Object> arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length != arguments.size()) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      Class<?> given = arguments.get(i).getClass();
      boolean number = types[i] == int.class && given == Integer.class;
      boolean choice = types[i] == boolean.class && given == Boolean.class;
      if (!number && !choice && types[i] != given) {
        return false;
      }
    }
    return true;
  }

  /** A statement that makes the calls, in a test of the suite's class. */
  public String toJava() {
    String opening =
        Optional.ofNullable(trial.getAnnotation(PastedBehind.class))
            .map(PastedBehind::value)
            .orElseThrow();
    return steps.stream()
        .map(step -> "        " + step)
        .collect(Collectors.joining("\n", "    " + opening + "\n", ");"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Script<?> that && trial == that.trial && steps.equals(that.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
  }
}
