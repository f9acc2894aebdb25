package dev.couchgrass.conformance.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A trial that notes its steps. */
@PastedBehind("Sample.on(trial -> trial")
public final class Sample {
  private final List<String> made = new ArrayList<>();

  private Sample() {}

  public static List<String> on(Consumer<Sample> steps) {
    Sample sample = new Sample();
    steps.accept(sample);
    return sample.made;
  }

  public Sample note(String text, int number, boolean choice) {
    made.add(text + "/" + number + "/" + choice);
    return this;
  }

  public Sample fail() {
    throw new AssertionError("WIN-1: as it was told");
  }

  public void noStep() {
    made.add("no step");
  }
}
