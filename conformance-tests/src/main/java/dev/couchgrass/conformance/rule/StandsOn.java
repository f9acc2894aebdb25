package dev.couchgrass.conformance.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a suite in which all else is kept by code that is not under test, as long as what is under
 * test keeps some rules. When a test of another rule fails there, the reader is sent to those
 * first.
 */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface StandsOn {
  /** The letters of those rules' ids. */
  String value();
}
