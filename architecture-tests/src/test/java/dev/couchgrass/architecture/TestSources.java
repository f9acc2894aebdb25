package dev.couchgrass.architecture;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags that tests bear, read from sources: so a test of any module counts, built or not. */
final class TestSources {
  private static final Set<String> TESTS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Property", "Example");

  private TestSources() {}

  /**
   * A tag, and where it stands.
   *
   * @param onTest whether on a method that is run as a test
   */
  record Tagged(String tag, String place, boolean onTest) {}

  /** Every tag in some files. */
  static List<Tagged> tags(List<Path> files) {
    List<Tagged> found = new ArrayList<>();
    for (CompilationUnitTree file : JavaSources.parse(files)) {
      file.accept(new Scanner(JavaSources.file(file), found), null);
    }
    return found;
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final Path file;
    private final List<Tagged> found;

    Scanner(Path file, List<Tagged> found) {
      this.file = file;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      boolean test =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(annotation -> TESTS.contains(name(annotation)));
      note(method.getModifiers(), method.getName().toString(), test);
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      note(type.getModifiers(), type.getSimpleName().toString(), false);
      return super.visitClass(type, null);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      note(variable.getModifiers(), variable.getName().toString(), false);
      return super.visitVariable(variable, null);
    }

    private void note(ModifiersTree modifiers, String member, boolean onTest) {
      modifiers.getAnnotations().stream()
          .filter(annotation -> name(annotation).equals("Tag"))
          .flatMap(annotation -> value(annotation).stream())
          .forEach(tag -> found.add(new Tagged(tag, file.getFileName() + "#" + member, onTest)));
    }

    /** Without its package: two libraries' annotations have the same names, and mean the same. */
    private static String name(AnnotationTree annotation) {
      String name = annotation.getAnnotationType().toString();
      return name.substring(name.lastIndexOf('.') + 1);
    }

    private static Optional<String> value(AnnotationTree annotation) {
      return annotation.getArguments().stream()
          .map(Scanner::assigned)
          .filter(LiteralTree.class::isInstance)
          .map(literal -> String.valueOf(((LiteralTree) literal).getValue()))
          .findFirst();
    }

    private static ExpressionTree assigned(ExpressionTree argument) {
      return argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
    }
  }
}
