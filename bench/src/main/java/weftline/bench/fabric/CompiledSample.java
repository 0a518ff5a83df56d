package weftline.bench.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// The sample *hello* with its role compiled beforehand, as those of users are. The sample itself
/// is for reading: it is compiled anew whenever an instance starts, which takes twenty times as
/// long as the program.
final class CompiledSample {
  private static final String ROLE = "web";
  private static final String PROGRAM = "Web";
  private static final String DEFINITION = "ServiceDefinition.csdef";
  private static final List<String> TEXTS = List.of(DEFINITION, "ServiceConfiguration.cscfg");

  private CompiledSample() {}

  /// Makes a folder that can be deployed, and answers it.
  ///
  /// @param sample the folder of the sample
  /// @param target a folder that is made
  static Path in(Path sample, Path target) throws IOException {
    Path role = Files.createDirectories(target.resolve(ROLE));
    for (String text : TEXTS) {
      Files.copy(sample.resolve(text), target.resolve(text));
    }
    compile(sample.resolve(ROLE).resolve(PROGRAM + ".java"), role);
    Path definition = target.resolve(DEFINITION);
    Files.writeString(definition, started(Files.readString(definition)));
    return target;
  }

  private static void compile(Path program, Path role) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("this Java has no compiler");
    }
    String[] arguments = {"-d", role.toString(), program.toString()};
    if (compiler.run(null, null, null, arguments) != 0) {
      throw new IOException("the sample cannot be compiled: " + program);
    }
  }

  private static String started(String definition) {
    return definition.replace(" " + PROGRAM + ".java\"", " -cp . " + PROGRAM + "\"");
  }
}
