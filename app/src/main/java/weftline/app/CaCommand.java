package weftline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.Identity;

/// `wfl ca`: the fabric's own certificate authority.
@Command(
    name = "ca",
    header = "Make the certificates by which the programs of a fabric know each other.",
    subcommands = {CaCommand.Init.class, CaCommand.Issue.class, CaCommand.Renew.class},
    footer = {
      "",
      "Example:",
      "  wfl ca init fabric-ca",
      "  wfl ca issue fabric-ca NODE n1 --host 10.0.0.11 --out n1.pem",
      "  wfl ca renew fabric-ca n1.pem b1.pem"
    })
final class CaCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say init, issue or renew");
  }

  /// Makes an authority.
  @Command(name = "init", header = "Make a new authority in a folder.")
  static final class Init implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "The folder; keep it where only you can read it.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
      CertificateAuthority.create(folder, InstantSource.system());
      PrintWriter out = spec.commandLine().getOut();
      out.println("The authority is in %s. Keep authority-key.pem secret.".formatted(folder));
      return 0;
    }
  }

  /// Makes a certificate.
  @Command(name = "issue", header = "Make a key and a certificate for one program or person.")
  static final class Issue implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's folder.")
    private Path folder = Path.of("");

    @Parameters(index = "1", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}")
    private Identity.Kind kind = Identity.Kind.NODE;

    @Parameters(index = "2", paramLabel = "NAME", description = "As the program is called.")
    private String name = "";

    @Option(
        names = "--host",
        paramLabel = "HOST",
        description = "A name or address under which others reach the program; repeat for more.")
    private List<String> hosts = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE", required = true)
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
      if (!Files.isDirectory(folder)) {
        throw new ParameterException(
            spec.commandLine(),
            "there is no folder %1$s; make an authority with 'wfl ca init %1$s'".formatted(folder));
      }
      CertificateAuthority authority = CertificateAuthority.open(folder, InstantSource.system());
      try {
        authority.issue(new Identity(kind, name), hosts).save(out);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
      }
      spec.commandLine().getOut().println("Wrote %s, readable by you alone.".formatted(out));
      return 0;
    }
  }

  /// Makes other certificates for the same holders.
  @Command(
      name = "renew",
      header = "Put a new key and certificate, for another year, in files from 'wfl ca issue'.",
      description =
          "A running program takes them within ten minutes, without a restart. A file stays its"
              + " owner's.")
  static final class Renew implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "DIR", description = "The authority's folder.")
    private Path folder = Path.of("");

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Credentials.")
    private List<Path> files = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
      CertificateAuthority authority = CertificateAuthority.open(folder, InstantSource.system());
      for (Path file : files) {
        Credentials renewed = authority.renew(Credentials.load(file));
        save(renewed, file);
        spec.commandLine()
            .getOut()
            .println(
                "%s: %s %s until %s"
                    .formatted(
                        file,
                        renewed.identity().kind(),
                        renewed.identity().name(),
                        renewed.until()));
      }
      return 0;
    }

    /// The program that shows them is often another user than the keeper of the authority.
    private static void save(Credentials renewed, Path file) throws IOException {
      UserPrincipal owner = Files.getOwner(file);
      renewed.save(file);
      if (!Files.getOwner(file).equals(owner)) {
        Files.setOwner(file, owner);
      }
    }
  }
}
