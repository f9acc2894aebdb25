package dev.couchgrass.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java files as the compiler's own parser reads them: what stands in a comment does not count. */
final class JavaSources {
  private JavaSources() {}

  /** The trees of some files, in their order. */
  static List<CompilationUnitTree> parse(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      return parse(compiler, manager, manager.getJavaFileObjectsFromPaths(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<CompilationUnitTree> parse(
      JavaCompiler compiler,
      StandardJavaFileManager manager,
      Iterable<? extends JavaFileObject> files)
      throws IOException {
    JavacTask task = (JavacTask) compiler.getTask(null, manager, null, null, null, files);
    List<CompilationUnitTree> trees = new ArrayList<>();
    task.parse().forEach(trees::add);
    return trees;
  }

  /** The file that a tree was read from. */
  static Path file(CompilationUnitTree tree) {
    return Path.of(tree.getSourceFile().getName());
  }
}
