package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weftline.controller.Packages;
import weftline.net.HttpClient;
import weftline.net.Network;
import weftline.storage.Accounts;
import weftline.storage.AccountsFile;
import weftline.storage.ServiceKind;
import weftline.storage.StorageServer;
import weftline.storage.StorageServerConfig;

/// A store that is in use is copied, the copy is put back, and both are checked.
class StorageCopiesTest {
  private static final int BYTES = 300_000;

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Parts parts = new Parts();
  private Path data = Path.of("");
  private Path backup = Path.of("");
  private String content = "";

  @BeforeEach
  void fill() throws IOException {
    data = folder.resolve("data");
    backup = folder.resolve("backup");
    byte[] bytes = new byte[BYTES];
    new Random(1).nextBytes(bytes);
    content = Sha256.of(bytes);
    packages(data).put(content, new ByteArrayInputStream(bytes));
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  @Test
  void copiesWhatIsInUseAndPutsItBack() throws IOException {
    assertThat(run("backup", data, backup)).as(err.toString()).isZero();
    parts.close();
    assertThat(run("check", data)).isZero();
    assertThat(run("check", backup)).isZero();
    Path restored = folder.resolve("restored");

    assertThat(run("restore", backup, restored)).as(err.toString()).isZero();

    parts = new Parts();
    try (InputStream found = packages(restored).open(content)) {
      assertThat(Sha256.of(found.readAllBytes())).isEqualTo(content);
    }
    assertThat(folder.resolve("restored.unfinished")).doesNotExist();
  }

  @Test
  void takesTheAccountsAlong() throws IOException {
    String key = new AccountsFile(accounts(data)).create("shop", new SecureRandom()).key1();
    assertThat(run("backup", data, backup)).as(err.toString()).isZero();
    Files.delete(accounts(data));
    Path restored = folder.resolve("restored");

    assertThat(run("restore", backup, restored)).as(err.toString()).isZero();

    assertThat(new AccountsFile(accounts(restored)).find("shop").key1()).isEqualTo(key);
    for (Path file : List.of(accounts(backup), accounts(restored))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void aBackupWithoutAccountsHasNone() throws IOException {
    assertThat(run("backup", data, backup)).isZero();
    Path restored = folder.resolve("restored");

    assertThat(run("restore", backup, restored)).isZero();

    assertThat(accounts(backup)).doesNotExist();
    assertThat(accounts(restored)).doesNotExist();
  }

  @Test
  void copiesWhatIsNotInUse() {
    parts.close();

    assertThat(run("backup", data, backup)).isZero();
    assertThat(run("check", backup)).isZero();
    assertThat(out.toString()).contains("The backup is in " + backup);
  }

  @Test
  void saysWhatIsDamaged() throws IOException {
    parts.close();
    run("backup", data, backup);
    damageExtents();

    assertThat(run("check", backup)).isEqualTo(1);
    assertThat(out.toString()).contains("damaged: ", "1 damaged, 0 orphans");
    assertThat(run("restore", backup, folder.resolve("restored"))).isEqualTo(1);
    assertThat(folder.resolve("restored")).doesNotExist();
  }

  @Test
  void saysItInJson() throws IOException {
    parts.close();
    run("backup", data, backup);
    damageExtents();

    assertThat(run("check", backup, Path.of("-o"), Path.of("json"))).isEqualTo(1);
    assertThat(out.toString()).contains("\"clean\":false", "\"damageCount\":1");
  }

  @Test
  void leavesAloneWhatItMust() throws IOException {
    assertThat(run("check", data)).isEqualTo(1);
    assertThat(err.toString()).contains("is open in another program");
    assertThat(run("check", folder.resolve("nothing"))).isEqualTo(1);
    assertThat(err.toString()).contains("there is no storage");
    parts.close();
    run("backup", data, backup);

    assertThat(run("backup", data, backup)).isEqualTo(1);
    assertThat(run("restore", backup, data)).isEqualTo(1);
    assertThat(err.toString()).contains("There is something in " + data);
    Files.delete(backup.resolve("BACKUP"));
    assertThat(run("restore", backup, folder.resolve("restored"))).isEqualTo(1);
    assertThat(err.toString()).contains("or one that was not finished");
  }

  @Test
  void theProgramSaysWhyThereIsNoBackup() throws IOException {
    Files.createDirectories(backup);
    Files.writeString(backup.resolve("mine"), "");

    assertThat(run("backup", data, backup)).isEqualTo(1);
    assertThat(err.toString()).contains("There is something in");
  }

  @Test
  void leavesAnotherFormatAlone() throws IOException {
    parts.close();
    run("backup", data, backup);
    Files.writeString(data.resolve("FORMAT"), "weftline-storage 3\n");
    Files.delete(backup.resolve("FORMAT"));

    assertThatThrownBy(() -> packages(data))
        .hasMessageContaining("has the format 'weftline-storage 3'; this program reads")
        .hasMessageContaining("Take the program that wrote it, or another folder.");
    assertThat(run("check", backup)).isEqualTo(1);
    assertThat(err.toString())
        .contains("has the format 'weftline-storage 1'")
        .contains("Start `wfl storage --data DIR` with it once");
  }

  @Test
  void bringsAnOlderFormatIntoThePresentOne() throws IOException {
    parts.close();
    run("backup", data, backup);
    Files.delete(backup.resolve("FORMAT"));

    new StorageFolder(backup).claim();

    assertThat(backup.resolve("FORMAT")).hasContent("weftline-storage 2");
    assertThat(run("check", backup)).isZero();
  }

  private static Path accounts(Path store) {
    return new StorageFolder(store).accounts();
  }

  private void damageExtents() throws IOException {
    try (Stream<Path> files = Files.list(backup.resolve("extents"))) {
      Path file = files.findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[100] ^= 1;
      Files.write(file, bytes);
    }
  }

  private int run(String verb, Path... arguments) {
    CommandLine command = new CommandLine(new StorageCommand());
    command
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, _, _) -> {
          err.write(failure.getMessage());
          return 1;
        });
    return command.execute(
        Stream.concat(Stream.of(verb), Stream.of(arguments).map(Path::toString))
            .toArray(String[]::new));
  }

  private Packages packages(Path store) throws IOException {
    HttpClient client = HttpClient.open();
    parts.add(client::close);
    Network network = Network.open();
    parts.add(network::close);
    StorageServer server =
        StorageProgram.start(
            parts, network, store, StorageServerConfig.onAnyPort(Accounts.development()), () -> {});
    int port = server.address(ServiceKind.BLOB).getPort();
    return PackageContainer.open(
        client,
        URI.create("http://127.0.0.1:%d/devstoreaccount1".formatted(port)),
        DevelopmentStorage.signer(),
        folder.resolve("spool"));
  }
}
