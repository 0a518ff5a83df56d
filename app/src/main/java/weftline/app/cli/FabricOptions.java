package weftline.app.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import weftline.net.Credentials;

/// Which fabric to talk to, and with what right.
final class FabricOptions {
  private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:7400";
  private static final long SMALL_FILE_BYTES = 4_096;
  private static final int PORT_MAX = 65_535;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "Where the fabric's management API is. Default: WFL_ENDPOINT, or the development"
              + " fabric's, or "
              + DEFAULT_ENDPOINT
              + ".")
  private Optional<String> endpoint = Optional.empty();

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "An operator's certificate from 'wfl ca issue', for a fabric beyond this machine."
              + " Default: WFL_CREDENTIALS.")
  private Optional<Path> credentials = Optional.empty();

  @Option(
      names = "--stale",
      description = "Take what the controller at the endpoint knows, even if it is not the newest.")
  private boolean stale;

  Fabric connect(Session session) throws CommandFailure {
    Optional<Credentials> shown = credentials(session);
    URI address = endpoint(session);
    Optional<String> token = shown.isPresent() ? Optional.empty() : token(session, address);
    Path folder = session.home().resolve(".weftline").resolve("controllers");
    KnownControllers controllers = KnownControllers.of(address, folder);
    return new Fabric(new FabricClient(controllers, token, shown, stale));
  }

  private Optional<Credentials> credentials(Session session) throws CommandFailure {
    Optional<Path> file =
        credentials.or(() -> variable(session.environment(), "WFL_CREDENTIALS").map(Path::of));
    try {
      return file.isPresent() ? Optional.of(Credentials.load(file.get())) : Optional.empty();
    } catch (IOException e) {
      throw CommandFailure.usage(
          String.valueOf(e.getMessage()), "--credentials names a file from 'wfl ca issue'");
    }
  }

  URI endpoint(Session session) throws CommandFailure {
    Path file = developmentFolder(session).resolve("endpoint");
    String text =
        endpoint
            .or(() -> variable(session.environment(), "WFL_ENDPOINT"))
            .or(() -> content(file))
            .orElse(DEFAULT_ENDPOINT);
    return address(text)
        .orElseThrow(() ->
            CommandFailure.usage(
                "'%s' is no endpoint".formatted(text), "write it like " + DEFAULT_ENDPOINT));
  }

  private static Optional<URI> address(String text) {
    if (!text.matches("https?://[^/\\s?#]+/?")) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(text.replaceFirst("/$", ""));
      return uri.toURL().getPort() > PORT_MAX ? Optional.empty() : Optional.of(uri);
    } catch (URISyntaxException | MalformedURLException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> token(Session session, URI address) throws CommandFailure {
    Optional<Path> named = variable(session.environment(), "WFL_TOKEN_FILE").map(Path::of);
    if (named.isEmpty()) {
      Path own = developmentFolder(session).resolve("token");
      return isDevelopment(session, address) ? content(own) : Optional.empty();
    }
    Optional<String> token = content(named.get());
    if (token.isEmpty()) {
      throw CommandFailure.usage(
          "the token file %s cannot be read".formatted(named.get()),
          "WFL_TOKEN_FILE must name a file that holds the token alone");
    }
    return token;
  }

  /// Whether the development fabric is there: its token is for nobody else.
  private static boolean isDevelopment(Session session, URI address) {
    String own = content(developmentFolder(session).resolve("endpoint")).orElse(DEFAULT_ENDPOINT);
    return address.toString().replace("//localhost:", "//127.0.0.1:").equals(own);
  }

  private static Path developmentFolder(Session session) {
    return session.home().resolve(".weftline").resolve("dev");
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
  }

  private static Optional<String> content(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > SMALL_FILE_BYTES) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
