package weftline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weftline.net.AddressBook;
import weftline.net.CertificateAuthority;
import weftline.net.Credentials;
import weftline.net.HttpClient;
import weftline.net.Identity;
import weftline.net.LiveCredentials;
import weftline.net.RemoteIssuer;
import weftline.net.ServerCertificate;
import weftline.net.ServerTls;

/// Whether the storage services speak HTTPS, and with which certificate.
final class EncryptionOptions {
  @Mixin private final CredentialsOption credentials = new CredentialsOption();

  @Option(
      names = "--https",
      description = "Speak HTTPS with a certificate made here; says how to trust it.")
  private boolean selfMade;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "Speak HTTPS with this certificate and those that vouch for it (PEM).")
  private Optional<Path> certificate = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The key of --certificate (PEM, no password).")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--controller",
      split = ",",
      converter = HttpAddresses.class,
      paramLabel = "URL",
      description = "Who renews the certificate of --credentials before it ends.")
  private List<URI> controllers = List.of();

  /// Sees to it that the certificate of --credentials does not end, until the parts are closed.
  void keep(Parts parts, Runnable broken) throws IOException {
    if (controllers.isEmpty()) {
      credentials.keep(
          parts,
          _ -> {
            throw new IOException("storage was not told of a controller to ask (--controller)");
          },
          broken);
      return;
    }
    HttpClient client = credentials.client();
    parts.add(client::close);
    credentials.keep(parts, new RemoteIssuer(client, AddressBook.of(controllers)), broken);
  }

  /// @param data where a certificate that is made here has its authority
  /// @param hosts under which the server is reached, beside the names of the machine itself
  Optional<ServerTls> tls(Path data, Collection<String> hosts) throws IOException {
    Optional<LiveCredentials> known = credentials.load();
    if (certificate.isPresent() != key.isPresent()) {
      throw new IOException("Say --certificate and --key, both of them.");
    }
    long ways =
        Stream.of(selfMade, certificate.isPresent(), known.isPresent()).filter(b -> b).count();
    if (ways > 1) {
      throw new IOException("Say one of --https, --certificate and --credentials only.");
    }
    if (certificate.isPresent() && key.isPresent()) {
      return Optional.of(
          ServerTls.forEverybody(ServerCertificate.load(certificate.get(), key.get())));
    }
    if (selfMade) {
      return Optional.of(ServerTls.forEverybody(made(authorityFolder(data), hosts)));
    }
    return known.map(given -> new ServerTls(given, false));
  }

  private static Path authorityFolder(Path data) {
    return data.resolve("tls");
  }

  /// How clients learn to trust the certificate; empty if somebody else has made it.
  Optional<String> advice(Path data) {
    Path authority = authorityFolder(data).resolve("authority.pem").toAbsolutePath();
    return selfMade
        ? Optional.of(
            """
            HTTPS with a certificate made here. To trust it, tell the client about
              %s
            for instance: NODE_EXTRA_CA_CERTS, SSL_CERT_FILE or REQUESTS_CA_BUNDLE=(that file);
            Java: keytool -importcert -noprompt -alias weftline -keystore trust.p12 \\
              -storepass changeit -file (that file), then -Djavax.net.ssl.trustStore=trust.p12\
            """
                .formatted(authority))
        : Optional.empty();
  }

  /// A certificate for a year, made anew at each start; the authority stays, so that clients need
  /// to trust it once.
  private static Credentials made(Path folder, Collection<String> hosts) throws IOException {
    InstantSource clock = InstantSource.system();
    CertificateAuthority authority =
        Files.exists(folder)
            ? CertificateAuthority.open(folder, clock)
            : CertificateAuthority.create(folder, clock);
    Set<String> names = new TreeSet<>(hosts);
    names.addAll(List.of("localhost", "127.0.0.1", "::1"));
    names.addAll(ownNames());
    return authority.issue(new Identity(Identity.Kind.STORAGE, "storage"), new ArrayList<>(names));
  }

  private static List<String> ownNames() throws SocketException {
    List<String> names = new ArrayList<>();
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLinkLocalAddress())
        .map(address -> address.getHostAddress().replaceFirst("%.*", ""))
        .forEach(names::add);
    try {
      String name = InetAddress.getLocalHost().getHostName();
      if (CertificateAuthority.isName(name)) {
        names.add(name);
      }
    } catch (IOException _) {
      return names; // A machine that does not know its own name is reached by its addresses.
    }
    return names;
  }
}
