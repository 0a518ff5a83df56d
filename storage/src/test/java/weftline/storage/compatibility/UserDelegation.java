package weftline.storage.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weftline.storage.ServiceKind;

/// Operations of a whole service that blobs and queues have in the same form.
final class UserDelegation {
  private UserDelegation() {}

  /// Only who comes with a bearer token gets a key. Libraries send one over HTTPS only.
  static void key(Scene scene, ServiceKind kind) throws Exception {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String wish =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><KeyInfo><Start>%s</Start><Expiry>%s</Expiry></KeyInfo>"
            .formatted(now, now.plus(1, ChronoUnit.DAYS));
    URI uri = URI.create(scene.endpoint(kind) + "/?restype=service&comp=userdelegationkey");
    RawAnswer answer =
        scene
            .send(
                "POST",
                uri,
                wish.getBytes(StandardCharsets.UTF_8),
                "Authorization",
                "Bearer " + token(now))
            .expect(200);

    assertThat(answer.text()).contains("<SignedOid>somebody</SignedOid>", "<Value>");
  }

  private static String token(Instant now) {
    String claims =
        "{\"oid\":\"somebody\",\"tid\":\"somewhere\",\"aud\":\"https://storage.azure.com\",\"exp\":%d}"
            .formatted(now.getEpochSecond() + 3_600);
    return Stream.of("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", claims, "signature")
        .map(part ->
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(part.getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining("."));
  }

  static RawAnswer statistics(Scene scene, ServiceKind kind) throws Exception {
    return scene.send("GET", kind, "/?restype=service&comp=stats", new byte[0]).expect(200);
  }
}
