package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is let in without credentials, to do what.
final class PublicReadsTest {
  private static final StoredPolicies POLICIES =
      new StoredPolicies() {
        private final Map<String, PublicAccess> containers =
            Map.of(
                "open", PublicAccess.CONTAINER,
                "blobs", PublicAccess.BLOB,
                "$root", PublicAccess.BLOB);

        @Override
        public Optional<StoredPolicy> find(
            ServiceKind service, String account, String resource, String id) {
          return Optional.empty();
        }

        @Override
        public PublicAccess publicAccess(String account, String container) {
          return account.equals("me")
              ? containers.getOrDefault(container, PublicAccess.NONE)
              : PublicAccess.NONE;
        }
      };

  @ParameterizedTest
  @CsvSource({
    "GET, /me/open/a, OBJECT, r, yes",
    "HEAD, /me/open/a, OBJECT, r, yes",
    "GET, /me/open?restype=container&comp=list, CONTAINER, l, yes",
    "GET, /me/open?restype=container, CONTAINER, r, yes",
    "GET, /me/open/a, OBJECT, w, no",
    "GET, /me/open/a, SERVICE, l, no",
    "GET, /me/blobs/a, OBJECT, r, yes",
    "GET, /me/blobs?restype=container&comp=list, CONTAINER, l, no",
    "GET, /me/a, OBJECT, r, yes",
    "GET, /me/own/a, OBJECT, r, no",
    "GET, /you/open/a, OBJECT, r, no",
    "PUT, /me/open/a, OBJECT, r, no",
    "GET, /me, SERVICE, l, no"
  })
  void letsReadWhatIsPublic(
      String method, String target, Level level, String permission, String allowed) {
    PlainRequest request = PlainRequest.of(method, target);
    if (allowed.equals("yes")) {
      judge(ServiceKind.BLOB, request).require(level, permission);
      return;
    }
    boolean hidden = method.equals("GET");
    StorageError refusal =
        hidden ? StorageError.RESOURCE_NOT_FOUND : StorageError.NO_AUTHENTICATION_INFORMATION;
    assertRefused(refusal, () -> judge(ServiceKind.BLOB, request).require(level, permission));
  }

  @Test
  void newLibrariesAreAskedForAToken() {
    PlainRequest request = PlainRequest.of("GET", "/me/own/a").with("x-ms-version", "2019-12-12");
    assertRefused(
        StorageError.NO_AUTHENTICATION_INFORMATION, () -> judge(ServiceKind.BLOB, request));
    PlainRequest list =
        PlainRequest.of("GET", "/me/blobs?restype=container&comp=list")
            .with("x-ms-version", "2019-12-12");
    assertRefused(
        StorageError.NO_AUTHENTICATION_INFORMATION,
        () -> judge(ServiceKind.BLOB, list).require(Level.CONTAINER, "l"));
  }

  @Test
  void queuesAndTablesAreNeverPublic() {
    PlainRequest request = PlainRequest.of("GET", "/me/open");
    assertRefused(
        StorageError.NO_AUTHENTICATION_INFORMATION, () -> judge(ServiceKind.QUEUE, request));
    assertRefused(
        StorageError.NO_AUTHENTICATION_INFORMATION, () -> judge(ServiceKind.TABLE, request));
  }

  @Test
  void nobodyDecidesForTheOwner() {
    Access access = judge(ServiceKind.BLOB, PlainRequest.of("GET", "/me/open/a"));
    assertRefused(StorageError.AUTHORIZATION_PERMISSION_MISMATCH, access::requireOwner);
    assertThat(access.allows(Level.OBJECT, "d")).isFalse();
  }

  private static Access judge(ServiceKind service, PlainRequest request) {
    return new PublicReads(service, POLICIES, "SharedKey")
        .judge(request, Target.of(request.rawPath()), Parameters.parse(request.rawQuery()));
  }
}
