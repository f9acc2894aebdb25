package dev.couchgrass.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a source uses what {@code onSuccess}, {@code onFailure} or {@code onComplete} of a future
 * return. It is the same future, which may tell whoever is chained to it before it calls the
 * handler: see {@code dev.couchgrass.store.flow.Effects}.
 *
 * <p>By names alone, and where a lambda is an expression it may be its value: in a block of its own
 * it is none.
 */
final class FutureHandlers {
  private static final Set<String> HANDLERS = Set.of("onSuccess", "onFailure", "onComplete");

  private FutureHandlers() {}

  /** Each use, with its file. */
  static List<String> used(List<Path> files) {
    List<String> found = new ArrayList<>();
    for (CompilationUnitTree file : JavaSources.parse(files)) {
      file.accept(new Scanner(JavaSources.file(file), found), null);
    }
    return found;
  }

  private static final class Scanner extends TreeScanner<Void, Void> {
    private final Path file;
    private final List<String> found;

    Scanner(Path file, List<String> found) {
      this.file = file;
      this.found = found;
    }

    /** What a statement throws away may be one handler after the other. */
    @Override
    public Void visitExpressionStatement(ExpressionStatementTree statement, Void nothing) {
      ExpressionTree rest = statement.getExpression();
      while (rest instanceof MethodInvocationTree call && isHandler(call)) {
        scan(call.getArguments(), null);
        rest = ((MemberSelectTree) call.getMethodSelect()).getExpression();
      }
      return scan(rest, null);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      if (isHandler(call)) {
        found.add(file + ": " + call);
      }
      return super.visitMethodInvocation(call, null);
    }

    /** Those of {@code Effects} are called without a receiver. */
    private static boolean isHandler(MethodInvocationTree call) {
      Tree method = call.getMethodSelect();
      return method instanceof MemberSelectTree selected
          && HANDLERS.contains(selected.getIdentifier().toString());
    }
  }
}
