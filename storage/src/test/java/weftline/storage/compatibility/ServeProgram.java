package weftline.storage.compatibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Serves blobs, queues and tables for clients in another process: says how to connect on one line,
/// and ends with its input.
public final class ServeProgram {
  private ServeProgram() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("storage");
    try (AllServices services = AllServices.serve(folder)) {
      System.out.println(services.connectionString());
      System.in.read();
    }
  }
}
