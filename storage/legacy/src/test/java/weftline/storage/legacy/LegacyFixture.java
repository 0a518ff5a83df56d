package weftline.storage.legacy;

import com.microsoft.azure.storage.CloudStorageAccount;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.util.concurrent.atomic.AtomicInteger;
import weftline.storage.compatibility.AllServices;

/// The services, and the account as the legacy library sees it.
record LegacyFixture(AllServices services, CloudStorageAccount account) implements AutoCloseable {
  private static final AtomicInteger NAMES = new AtomicInteger();

  static LegacyFixture open(Path folder)
      throws IOException, URISyntaxException, InvalidKeyException {
    AllServices services = AllServices.serve(folder);
    return new LegacyFixture(services, CloudStorageAccount.parse(services.connectionString()));
  }

  /// A name that fits everything, and that nothing else has.
  static String name() {
    return "thing" + NAMES.incrementAndGet();
  }

  @Override
  public void close() {
    services.close();
  }
}
