/**
 * The numbered rules of {@code docs/spec}, and what a failed test says of those that it names.
 *
 * <p>A test names the rules that it proves by tags, JUnit's or jqwik's:
 *
 * <pre>{@code
 * @Test
 * @Tag("WRT-3")
 * void anUpdateNeedsTheLeafItReplaces() { … }
 * }</pre>
 *
 * <p>so every tool that filters tests by tags runs those of one rule, as in {@code mvn test
 * -Dgroups=WRT-3}. Start with {@link dev.couchgrass.conformance.rule.Rulebook}.
 */
@NullMarked
package dev.couchgrass.conformance.rule;

import org.jspecify.annotations.NullMarked;
