package weftline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weftline.model.PackageReader;

class OfflineCommandsTest {
  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"web", "web-worker", "worker"})
  void everyTemplateIsInOrderAndCanBePacked(String template) throws IOException {
    Path service = folder.resolve("shop");
    Path file = folder.resolve("shop.cspkg");

    assertThat(run("new", template, service.toString()).exitCode()).isZero();
    CommandRun validated = run("validate", service.toString());
    assertThat(validated.err()).isEmpty();
    assertThat(validated.out()).isEqualTo("✔ " + service + " is in order\n");
    assertThat(run("pack", service.toString(), "-o", file.toString()).exitCode()).isZero();
    try (PackageReader reader = PackageReader.open(file)) {
      reader.verify();
      assertThat(reader.definition().text()).contains("name=\"shop\"");
    }
  }

  @Test
  void aFolderThatIsThereIsNotOverwritten() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");

    CommandRun run = run("new", "web", folder.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("is there already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-V"})
  void theVersionIsSaidHoweverOneAsksForIt(String asked) {
    CommandRun run = run(asked);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("weftline ").endsWith("Java " + Runtime.version() + "\n");
  }

  @Test
  void anUnknownTemplateIsAUsageError() {
    CommandRun run = run("new", "spaceship", folder.resolve("x").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("choose one of web, web-worker, worker");
  }

  @Test
  void everyErrorIsPrintedWithItsPlace() throws IOException {
    Path service = broken();

    CommandRun run = run("validate", service.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("ServiceConfiguration.cscfg:")
        .contains("setting 'Salutation' is not declared for role 'web'")
        .contains("role 'web' gives no value to setting 'Greeting'")
        .contains("cure: ")
        .contains("2 errors in the service model");
  }

  @Test
  void findingsAreDataToo() throws IOException {
    CommandRun run = run("validate", broken().toString(), "-o", "json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out()).startsWith("[").contains("\"severity\" : \"ERROR\"");
  }

  @Test
  void aRoleWithoutFilesIsNotPacked() throws IOException {
    Path service = folder.resolve("shop");
    run("new", "web", service.toString());
    Files.delete(service.resolve("web/Web.java"));

    CommandRun run = run("pack", service.toString(), "-o", folder.resolve("shop.cspkg").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("role 'web' has no files").contains("the folder web");
    assertThat(folder.resolve("shop.cspkg")).doesNotExist();
    assertThat(folder.resolve("shop.cspkg.part")).doesNotExist();
  }

  @Test
  void whatAFileSystemRefusesIsASentence() {
    assertThat(CommandLines.said(new FileAlreadyExistsException("store")))
        .isEqualTo("store is there already, and is no folder; name another one");
    assertThat(CommandLines.said(new FileSystemException("store/a", "-", "Not a directory")))
        .isEqualTo("store/a: Not a directory");
    assertThat(CommandLines.said(new IOException("nothing came"))).isEqualTo("nothing came");
  }

  @Test
  void aTargetInAFolderThatIsMissingIsASentence() {
    Path service = folder.resolve("shop");
    run("new", "web", service.toString());

    CommandRun run =
        run("pack", service.toString(), "-o", folder.resolve("no/shop.cspkg").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("there is no file or folder").doesNotContain("Exception");
  }

  @Test
  void aFullDiskHasACure() {
    var full = new FileSystemException("store/a", "-", "No space left on device");

    assertThat(CommandLines.cure(full)).contains("make room on that disk");
    assertThat(CommandLines.cure(new IOException("nothing came"))).isEmpty();
  }

  @Test
  void aPackageReplacesAPackageAndNothingElse() throws IOException {
    String service = folder.resolve("shop").toString();
    run("new", "web", service);
    Path target = folder.resolve("shop.cspkg");
    Path other = Files.createDirectory(folder.resolve("empty"));

    assertThat(run("pack", service, "-o", target.toString()).exitCode()).isZero();
    assertThat(run("pack", service, "-o", target.toString()).exitCode()).isZero();
    assertThat(run("pack", service, "-o", other.toString()).err()).contains("is no file");
    assertThat(other).isEmptyDirectory();
  }

  @Test
  void misuseSaysWhereHelpIs() {
    CommandRun run = run("deploy", "--slot", "attic", "x");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--slot").contains("See: wfl deploy --help");
  }

  @Test
  void everyVerbHasHelpWithAnExample() {
    Session session =
        new Session(
            new Terminal(System.out, System.err, System.in, false, false, 100),
            Map.of(),
            folder,
            () -> CommandRun.NOW);
    for (String verb : CommandLines.of(session).getSubcommands().keySet()) {
      CommandRun run = run(verb, "--help");
      assertThat(run.exitCode()).as(verb).isZero();
      assertThat(run.out()).as(verb).containsPattern("Examples?:\n  .*wfl " + verb);
    }
  }

  @Test
  void theRootHelpGroupsTheVerbs() {
    CommandRun run = run("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("CHANGE\n  deploy").doesNotContain("MORE\n  deploy");
  }

  @Test
  void completionKnowsEveryVerb() {
    assertThat(run("completion", "bash").out()).contains("complete -F").contains("rollback");
  }

  private Path broken() throws IOException {
    Path service = folder.resolve("shop");
    run("new", "web", service.toString());
    Path configuration = service.resolve("ServiceConfiguration.cscfg");
    Files.writeString(
        configuration, Files.readString(configuration).replace("Greeting", "Salutation"));
    return service;
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder, "", arguments);
  }
}
