package weftline.storage;

import java.io.IOException;

/// Where the set of an issuer's public keys (JWKS) comes from: a file, or an address.
@FunctionalInterface
public interface TokenKeySource {
  /// The set as JSON. May block.
  byte[] read() throws IOException;
}
