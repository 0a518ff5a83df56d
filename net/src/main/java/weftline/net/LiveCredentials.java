package weftline.net;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/// What a running program shows, which may be replaced while it runs: whoever connects from then on
/// is shown the new certificate, and connections that are open stay so.
public final class LiveCredentials {
  private final Path file;
  private final AtomicReference<Credentials> current;
  private final LiveKeyManager keys;

  private LiveCredentials(Path file, Credentials current) {
    this.file = file;
    this.current = new AtomicReference<>(current);
    this.keys = new LiveKeyManager(current.keyManager());
  }

  public static LiveCredentials load(Path file) throws IOException {
    return new LiveCredentials(file, Credentials.load(file));
  }

  public Credentials current() {
    return current.get();
  }

  public Identity identity() {
    return current.get().identity();
  }

  /// Takes what somebody has put in the file since.
  ///
  /// @return whether there is something new
  public boolean reload() throws IOException {
    Credentials found = Credentials.load(file);
    if (found.certificate().equals(current.get().certificate())) {
      return false;
    }
    current.get().requireSameHolder(found);
    show(found);
    return true;
  }

  /// Shows others from now on, and after a restart too.
  public void replace(Credentials renewed) throws IOException {
    current.get().requireSameHolder(renewed);
    renewed.save(file);
    show(renewed);
  }

  private void show(Credentials newest) {
    current.set(newest);
    keys.show(newest.keyManager());
  }

  KeyCertOptions keyOptions() {
    return KeyCertOptions.wrap(keys);
  }

  TrustOptions trustOptions() {
    return current.get().trustOptions();
  }

  SSLContext sslContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, current.get().trusted(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this Java", e);
    }
  }

  /// Without the key.
  @Override
  public String toString() {
    return current.get().toString();
  }
}
