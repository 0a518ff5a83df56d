package weftline.app;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import weftline.net.Credentials;
import weftline.net.HttpClient;
import weftline.net.HttpServerConfig;
import weftline.net.ListenPolicy;
import weftline.net.ServerTls;

/// How a program shows who it is, and knows the others.
final class CredentialsOption {
  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Key and certificate from `wfl ca issue`. Without, loopback only.")
  private Optional<Path> file = Optional.empty();

  Optional<Credentials> load() throws IOException {
    return file.isPresent() ? Optional.of(Credentials.load(file.get())) : Optional.empty();
  }

  HttpClient client() throws IOException {
    return load().map(HttpClient::open).orElseGet(HttpClient::open);
  }

  /// @param clientsAuthenticated whether every request is authenticated by itself, too
  HttpServerConfig server(InetSocketAddress address, boolean clientsAuthenticated)
      throws IOException {
    Optional<Credentials> credentials = load();
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
