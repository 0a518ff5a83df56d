package weftline.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/// A running [CrashProgram], spoken to with plain HTTP and a signature.
final class CrashProcess implements AutoCloseable {
  private final Process process;
  private final Map<ServiceKind, Integer> ports;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String signature =
      new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY))
          .forAccount("bqt", "sco", "rwdlacup", Instant.now().plusSeconds(36_000));

  private CrashProcess(Process process, Map<ServiceKind, Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  static CrashProcess start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashProgram.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader();
    Map<ServiceKind, Integer> ports = new EnumMap<>(ServiceKind.class);
    for (int i = 0; i < ServiceKind.values().length; i++) {
      String[] words = String.valueOf(lines.readLine()).split(" ", 2);
      ports.put(ServiceKind.valueOf(words[0]), Integer.valueOf(words[1]));
    }
    return new CrashProcess(process, ports);
  }

  /// @param headers names and values by turns
  HttpResponse<byte[]> send(
      ServiceKind kind, String method, String pathAndQuery, byte[] body, String... headers)
      throws IOException, InterruptedException {
    String separator = pathAndQuery.contains("?") ? "&" : "?";
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/%s/%s%s%s"
                .formatted(
                    ports.get(kind),
                    Accounts.DEVELOPMENT_NAME,
                    pathAndQuery,
                    separator,
                    signature));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /// Ends the process as a power cut would.
  void kill() {
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
    client.shutdownNow();
  }
}
