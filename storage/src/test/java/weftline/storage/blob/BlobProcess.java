package weftline.storage.blob;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;

/// A running [BlobProgram], spoken to with plain HTTP and a signature.
final class BlobProcess implements AutoCloseable {
  private final Process process;
  private final String endpoint;
  private final String signature;
  private final HttpClient client = HttpClient.newHttpClient();

  private BlobProcess(Process process, String endpoint, String signature) {
    this.process = process;
    this.endpoint = endpoint;
    this.signature = signature;
  }

  /// Starts the program in as little memory as is said.
  static BlobProcess start(Path folder, int heapMegabytes) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                BlobProgram.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String port = process.inputReader().readLine();
    String endpoint = "http://127.0.0.1:" + port + "/" + Accounts.DEVELOPMENT_NAME + "/";
    String signature =
        new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY))
            .forAccount("b", "sco", "rwdlc", Instant.now().plusSeconds(3_600));
    return new BlobProcess(process, endpoint, signature);
  }

  int createContainer(String name) throws IOException, InterruptedException {
    return put(name + "?restype=container&", HttpRequest.BodyPublishers.noBody());
  }

  int putBlob(String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    return put(path + "?", body);
  }

  <T> HttpResponse<T> blob(String path, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(request(path + "?").GET().build(), handler);
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

  private int put(String target, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request = request(target).header("x-ms-blob-type", "BlockBlob").PUT(body).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(endpoint + target + signature));
  }
}
