package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.Identity;

/// Certificates as an operator makes them.
class CaCommandTest {
  private static final int USAGE = CommandLine.ExitCode.USAGE;

  @TempDir Path folder;

  @Test
  void issuesCredentialsThatNameTheirHolder() throws IOException {
    Path authority = folder.resolve("ca");
    Path file = folder.resolve("n1.pem");
    assertThat(run("init", authority.toString())).isZero();
    assertThat(
            run(
                "issue",
                authority.toString(),
                "NODE",
                "n1",
                "--host",
                "127.0.0.1",
                "--out",
                file.toString()))
        .isZero();

    assertThat(Credentials.load(file).identity()).isEqualTo(new Identity(Identity.Kind.NODE, "n1"));
  }

  @Test
  void renewsCredentialsInTheirFiles() throws IOException {
    Path authority = folder.resolve("ca");
    Path file = folder.resolve("n1.pem");
    assertThat(run("init", authority.toString())).isZero();
    Instant past = Instant.now().minus(Duration.ofDays(400));
    CertificateAuthority.open(authority, InstantSource.fixed(past))
        .issue(new Identity(Identity.Kind.NODE, "n1"), List.of("n1.shop"))
        .save(file);

    assertThat(run("renew", authority.toString(), file.toString())).isZero();

    assertThat(Credentials.load(file).until()).isAfter(Instant.now().plus(Duration.ofDays(360)));
    assertThat(run("renew", authority.toString())).isEqualTo(USAGE);
    assertThat(run("renew", authority.toString(), folder.resolve("no.pem").toString())).isNotZero();
  }

  @Test
  void credentialsThatRootRenewsStayTheirOwners() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"));
    Path authority = folder.resolve("ca");
    Path file = folder.resolve("n1.pem");
    assertThat(run("init", authority.toString())).isZero();
    CertificateAuthority.open(authority, InstantSource.system())
        .issue(new Identity(Identity.Kind.NODE, "n1"), List.of())
        .save(file);
    Files.setAttribute(file, "unix:uid", 65_534);

    assertThat(run("renew", authority.toString(), file.toString())).isZero();

    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(65_534);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void doesNotReplaceAnAuthority() {
    assertThat(run("init", folder.toString())).isZero();
    assertThat(run("init", folder.toString())).isNotZero();
  }

  @Test
  void saysWhatIsWrongInASentence() {
    assertThat(run("init", folder.toString())).isZero();
    String out = folder.resolve("n.pem").toString();

    assertThat(run("issue", folder.toString(), "NODE", "a b", "--out", out)).isEqualTo(USAGE);
    assertThat(run("issue", folder + "/no", "NODE", "n1", "--out", out)).isEqualTo(USAGE);
    assertThat(run("issue", folder.toString(), "NODE", "n1", "--host", "a b", "--out", out))
        .isEqualTo(USAGE);
    assertThat(folder.resolve("n.pem")).doesNotExist();
  }

  private static int run(String... arguments) {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new CommandLine(new CaCommand())
        .setOut(nowhere)
        .setErr(nowhere)
        .setExecutionExceptionHandler((_, _, _) -> 1)
        .execute(arguments);
  }
}
