package weftline.app.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import weftline.net.Credentials;
import weftline.net.Json;
import weftline.net.JsonException;
import weftline.net.JsonTree;
import weftline.net.Roster;

/// Calls the management API. Uses the JDK's oldest HTTP client: it starts fastest, and a command
/// makes few calls.
final class FabricClient {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);

  /// Longer than the API's longest wait, and than the time between two heartbeats of a stream.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(75);

  /// One a second, while nobody can decide.
  private static final int TRIES_MAX = 10;

  /// What the system says; Java has no type for it.
  private static final String NOT_CONNECTED = "Connect timed out";

  private static final int ANSWER_BYTES_MAX = 64 << 20;

  private final KnownControllers controllers;
  private final Optional<String> token;
  private final Optional<Credentials> credentials;
  private final boolean stale;

  /// @param stale whether answers need not be the newest
  FabricClient(
      KnownControllers controllers,
      Optional<String> token,
      Optional<Credentials> credentials,
      boolean stale) {
    this.stale = stale;
    this.controllers = controllers;
    this.token = token;
    this.credentials = credentials;
  }

  /// Takes lines of a stream.
  @FunctionalInterface
  interface LineTaker {
    void take(String line) throws IOException, CommandFailure;
  }

  URI endpoint() {
    return controllers.endpoint();
  }

  byte[] get(String path) throws CommandFailure {
    return exchange(new Call("GET", path), out -> {});
  }

  byte[] post(String path, Object body) throws CommandFailure {
    byte[] bytes = Json.write(body);
    return exchange(new Call("POST", path), out -> out.write(bytes));
  }

  byte[] put(String path) throws CommandFailure {
    return exchange(new Call("PUT", path), out -> {});
  }

  void delete(String path) throws CommandFailure {
    exchange(new Call("DELETE", path), out -> {});
  }

  byte[] upload(String path, Path file) throws CommandFailure {
    return exchange(new Call("PUT", path), out -> Files.copy(file, out));
  }

  /// Hands over every line until the server ends the stream; blank lines are its heartbeat.
  void stream(String path, LineTaker taker) throws CommandFailure {
    Call call = new Call("GET", path);
    try {
      HttpURLConnection connection = answered(call, out -> {});
      check(connection);
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          if (!line.isBlank()) {
            taker.take(line);
          }
        }
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private byte[] exchange(Call call, Body body) throws CommandFailure {
    try {
      HttpURLConnection connection = answered(call, body);
      for (int tried = 1; tried < TRIES_MAX && isToComeAgain(connection); tried++) {
        Pause.ofOneSecond();
        controllers.turn();
        connection = answered(call, body);
      }
      check(connection);
      try (InputStream in = connection.getInputStream()) {
        return in.readNBytes(ANSWER_BYTES_MAX);
      }
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /// Asks one controller after the other until there is an answer.
  private HttpURLConnection answered(Call call, Body body) throws IOException {
    Optional<IOException> failure = Optional.empty();
    for (URI server : controllers.servers()) {
      try {
        return answered(prepared(server, call), body);
      } catch (IOException e) {
        if (!mayBeAskedAgain(call, e)) {
          throw e;
        }
        controllers.turn();
        failure = failure.or(() -> Optional.of(e));
      }
    }
    throw failure.orElseThrow();
  }

  private static HttpURLConnection answered(HttpURLConnection connection, Body body)
      throws IOException {
    if (connection.getDoOutput()) {
      try (OutputStream out = connection.getOutputStream()) {
        body.writeTo(out);
      }
    }
    var _ = connection.getResponseCode();
    return connection;
  }

  /// Whether the call was not heard, or changes nothing. One that is heard takes its time.
  private static boolean mayBeAskedAgain(Call call, IOException e) {
    return switch (e) {
      case ConnectException _,
          UnknownHostException _,
          NoRouteToHostException _,
          SSLHandshakeException _ ->
          true;
      case SocketTimeoutException _ -> NOT_CONNECTED.equals(e.getMessage());
      default -> call.method().equals("GET");
    };
  }

  /// Nothing was done, and soon it may be: the controllers are choosing another primary.
  private static boolean isToComeAgain(HttpURLConnection connection) throws IOException {
    return connection.getResponseCode() == HttpURLConnection.HTTP_UNAVAILABLE
        && connection.getHeaderField("Retry-After") != null;
  }

  private HttpURLConnection prepared(URI server, Call call) throws IOException {
    URI uri = URI.create(server + (stale ? call.takingWhatIsThere() : call).path());
    if (!(uri.toURL().openConnection() instanceof HttpURLConnection connection)) {
      throw new IOException("not an HTTP address: " + uri);
    }
    if (connection instanceof HttpsURLConnection encrypted && credentials.isPresent()) {
      encrypted.setSSLSocketFactory(credentials.get().sslContext().getSocketFactory());
    }
    connection.setRequestMethod(call.method());
    connection.setConnectTimeout((int) CONNECT_MAX.toMillis());
    connection.setReadTimeout((int) SILENCE_MAX.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setRequestProperty("Accept", "application/json, application/x-ndjson");
    connection.setRequestProperty(
        "Content-Type",
        call.method().equals("PUT") ? "application/octet-stream" : "application/json");
    connection.setRequestProperty(Roster.HEADER, controllers.text());
    if (!call.method().equals("GET")) {
      connection.setDoOutput(true);
      connection.setChunkedStreamingMode(0);
    }
    token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
    return connection;
  }

  private void check(HttpURLConnection connection) throws IOException, CommandFailure {
    int status = connection.getResponseCode();
    if (status / 100 == 2) {
      controllers.heed(Optional.ofNullable(connection.getHeaderField(Roster.HEADER)));
      return;
    }
    try (InputStream in = connection.getErrorStream()) {
      byte[] body = in == null ? new byte[0] : in.readNBytes(ANSWER_BYTES_MAX);
      throw refused(status, body);
    }
  }

  private static CommandFailure refused(int status, byte[] body) {
    Optional<JsonTree> answer = tree(body);
    boolean notAllowed = status == 401 || status == 403;
    String cure =
        notAllowed
            ? "WFL_TOKEN_FILE must name the file with this fabric's token"
            : "see 'wfl events' for what happened before";
    String message = error(answer, "message").orElse("the fabric answers with status " + status);
    return new CommandFailure(
        notAllowed ? ExitCode.NOT_ALLOWED : exitCode(answer),
        message + answer.map(FabricClient::findings).orElse(""),
        error(answer, "cure").orElse(cure),
        status);
  }

  private static int exitCode(Optional<JsonTree> answer) {
    boolean noRoom = error(answer, "code").filter("NoRoom"::equals).isPresent();
    return noRoom ? ExitCode.UNPLACEABLE : ExitCode.FAILED;
  }

  private static Optional<JsonTree> tree(byte[] body) {
    try {
      return Optional.of(JsonTree.parse(body));
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> error(Optional<JsonTree> answer, String name) {
    return answer.flatMap(tree -> tree.at("error").at(name).text()).filter(text -> !text.isBlank());
  }

  /// What is wrong with a service model, a line each.
  private static String findings(JsonTree answer) {
    return answer.at("findings").items().stream()
        .map(finding ->
            "%n  %s:%s:%s: %s"
                .formatted(
                    finding.at("file").text().orElse(""),
                    finding.at("line").text().orElse(""),
                    finding.at("column").text().orElse(""),
                    finding.at("message").text().orElse("")))
        .collect(Collectors.joining());
  }

  private CommandFailure unreachable(IOException e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "the fabric at %s cannot be reached: %s".formatted(endpoint(), reason),
        speaksOtherwise(e)
            ? "perhaps it speaks %s: see --endpoint or WFL_ENDPOINT"
                .formatted(
                    endpoint().getScheme().equals("https")
                        ? "http"
                        : "https, for which --credentials names an operator's certificate")
            : "start one with 'wfl dev', or say where it is with --endpoint or WFL_ENDPOINT");
  }

  /// Somebody is there, who does not understand what is said or ends the conversation.
  private static boolean speaksOtherwise(IOException e) {
    return e instanceof SSLException
        || (e instanceof SocketException && !(e instanceof ConnectException));
  }

  /// What is asked of the API.
  private record Call(String method, String path) {
    Call takingWhatIsThere() {
      return method.equals("GET")
          ? new Call(method, path + (path.contains("?") ? "&" : "?") + "stale=true")
          : this;
    }
  }

  /// Writes the body of a request.
  @FunctionalInterface
  private interface Body {
    void writeTo(OutputStream out) throws IOException;
  }
}
