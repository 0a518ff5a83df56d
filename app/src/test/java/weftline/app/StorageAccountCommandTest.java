package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Accounts as an operator makes and ends them.
class StorageAccountCommandTest {
  @TempDir Path data;

  @Test
  void anAccountFromItsMakingToItsEnd() {
    String made = run("create", "shop");
    assertThat(made).matches("key1 \\S{88}\nkey2 \\S{88}\n");
    assertThat(run("list")).isEqualTo("shop\n");
    assertThat(run("keys", "shop")).isEqualTo(made);

    String renewed = run("regenerate", "shop", "key2");
    assertThat(renewed.lines().findFirst()).isEqualTo(made.lines().findFirst());
    assertThat(renewed).isNotEqualTo(made);

    assertThat(run("delete", "shop")).contains("gone");
    assertThat(run("list")).isEmpty();
  }

  @Test
  void whatCannotBeFails() {
    assertThat(run("keys", "nobody")).isEqualTo("failed");
    assertThat(run("create", "A")).isEqualTo("failed");
    assertThat(run("regenerate", "nobody", "key1")).isEqualTo("failed");
  }

  private String run(String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new StorageAccountCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out, true))
            .setExecutionExceptionHandler((_, _, _) -> 1);
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--data";
    all[arguments.length + 1] = data.toString();
    return command.execute(all) == 0 ? out.toString() : "failed";
  }
}
