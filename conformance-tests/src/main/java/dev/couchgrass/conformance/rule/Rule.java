package dev.couchgrass.conformance.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A numbered rule.
 *
 * @param id letters that tell what it is about, and a number, such as {@code WRT-3}
 * @param page the file in {@code docs/spec} that has it
 * @param text what it demands, and why
 * @param checkFirst where to look when a test that names it fails
 */
public record Rule(String id, String page, String text, Optional<String> checkFirst) {
  private static final Pattern ID = Pattern.compile("[A-Z]{2,5}-[1-9][0-9]*");
  private static final Pattern MUST = Pattern.compile("\\bMUST\\b");
  private static final Pattern WORDS = Pattern.compile("\\b(MUST|SHOULD|MAY)\\b");

  /** Whether a text has the form of a rule's id. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** The letters of its id. */
  public String topic() {
    return id.substring(0, id.indexOf('-'));
  }

  /** Whether it says MUST or MUST NOT, so that a test has to prove it. */
  public boolean binding() {
    return MUST.matcher(text).find();
  }

  /** Whether it says at all what it demands: in one of the words of RFC 2119. */
  public boolean demands() {
    return WORDS.matcher(text).find();
  }
}
