package dev.couchgrass.conformance.script;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a trial: what stands before its steps where a script is pasted, with a bracket left open. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PastedBehind {
  /** Java. */
  String value();
}
