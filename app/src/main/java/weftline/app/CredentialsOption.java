package weftline.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Option;
import weftline.net.CertificateWatch;
import weftline.net.HttpClient;
import weftline.net.HttpServerConfig;
import weftline.net.ListenPolicy;
import weftline.net.LiveCredentials;
import weftline.net.ServerTls;

/// How a program shows who it is, and knows the others.
final class CredentialsOption {
  private static final Duration ROUND = Duration.ofMinutes(10);

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Key and certificate from `wfl ca issue`. Without, loopback only.")
  private Optional<Path> file = Optional.empty();

  private Optional<LiveCredentials> loaded = Optional.empty();

  /// The same whenever it is asked for.
  Optional<LiveCredentials> load() throws IOException {
    if (loaded.isEmpty() && file.isPresent()) {
      loaded = Optional.of(LiveCredentials.load(file.get()));
    }
    return loaded;
  }

  HttpClient client() throws IOException {
    return load().map(HttpClient::open).orElseGet(HttpClient::open);
  }

  /// Sees to it that the certificate does not end, until the parts are closed.
  void keep(Parts parts, CertificateWatch.Issuer issuer, Runnable broken) throws IOException {
    Optional<LiveCredentials> shown = load();
    if (shown.isPresent()) {
      CertificateWatch watch = new CertificateWatch(shown.get(), issuer, InstantSource.system());
      Background keeping =
          Background.start(
              "certificate",
              () -> {
                watch.runOnce();
                Background.every(ROUND, watch::runOnce).run();
              },
              broken);
      parts.add(keeping::stop);
    }
  }

  /// @param clientsAuthenticated whether every request is authenticated by itself, too
  HttpServerConfig server(InetSocketAddress address, boolean clientsAuthenticated)
      throws IOException {
    Optional<LiveCredentials> credentials = load();
    Optional<String> refusal =
        new ListenPolicy(address, credentials.isPresent(), clientsAuthenticated).refusal();
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    return credentials
        .map(known -> HttpServerConfig.encrypted(address, new ServerTls(known, false)))
        .orElseGet(() -> HttpServerConfig.plain(address));
  }
}
