package weftline.storage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weftline.storage.AccountKey;
import weftline.storage.Accounts;
import weftline.storage.Sas;
import weftline.storage.ServiceKind;
import weftline.storage.compatibility.AllServices;

/// Signatures and credentials that are nearly right, over the wire: nobody is let in by one that
/// has been changed, and none of them is a server's error. `-Dfuzz.rounds=N` and `-Dfuzz.seed=N` go
/// further.
class SignatureFuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3_000) / 10;
  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-=&%+/:,;";
  private static final List<String> FIELDS =
      List.of(
          "sv=2099-01-01",
          "sv=",
          "ss=bqtf",
          "srt=x",
          "sp=",
          "sp=rwdlacuptfiyx",
          "se=",
          "st=2099",
          "sip=1.1.1.1-2",
          "sip=::1",
          "spr=http",
          "si=x",
          "sr=d",
          "sr=b",
          "sdd=1",
          "skoid=a",
          "sktid=b",
          "skt=x",
          "ske=y",
          "sks=b",
          "skv=2020-02-10",
          "saoid=1",
          "scid=2",
          "ses=k",
          "sig=",
          "rscc=a%0d%0ab",
          "tn=T",
          "spk=a",
          "epk=b",
          "srk=c",
          "erk=d",
          "sduoid=x");

  private final Random random = new Random(SEED);
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aChangedSignatureLetsNobodyIn(@TempDir Path folder) throws Exception {
    try (AllServices services = AllServices.serve(folder);
        client) {
      String good = signature();
      assertThat(status(services, good)).isEqualTo(200);
      List<String> letIn = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        String changed = changed(good);
        int status = status(services, changed);
        if (status >= 500 || (status < 300 && !means(good, changed))) {
          letIn.add(status + " " + changed);
        }
      }
      assertThat(letIn).isEmpty();
    }
  }

  @Test
  void aMadeUpCredentialLetsNobodyIn(@TempDir Path folder) throws Exception {
    try (AllServices services = AllServices.serve(folder);
        client) {
      for (int round = 0; round < ROUNDS / 3; round++) {
        String credential = credential();
        HttpRequest request =
            HttpRequest.newBuilder(uri(services, "comp=list"))
                .header("Authorization", credential)
                .header(
                    "x-ms-date", random.nextBoolean() ? "soon" : "Sat, 31 Jan 2026 10:00:00 GMT")
                .build();
        assertThat(status(request)).as(credential).isBetween(400, 499);
      }
    }
  }

  private static String signature() {
    return new Sas(Accounts.DEVELOPMENT_NAME, AccountKey.of(Accounts.DEVELOPMENT_KEY))
        .forAccount("b", "sco", "rl", Instant.now().plusSeconds(3_600));
  }

  /// Whether the same fields come out of both, however they are written.
  private static boolean means(String good, String changed) {
    return sorted(good).equals(sorted(changed));
  }

  private static List<String> sorted(String query) {
    return List.of(URI.create("http://x/?" + query).getQuery().split("&")).stream()
        .filter(field -> field.matches("(sv|ss|srt|sp|se|sig)=.*"))
        .sorted()
        .distinct()
        .toList();
  }

  private String changed(String good) {
    int at = random.nextInt(good.length());
    String letter = String.valueOf(LETTERS.charAt(random.nextInt(LETTERS.length())));
    String text =
        switch (random.nextInt(4)) {
          case 0 -> good.substring(0, at) + letter + good.substring(at + 1);
          case 1 -> good.substring(0, at) + good.substring(at + 1);
          case 2 -> good + "&" + FIELDS.get(random.nextInt(FIELDS.size()));
          default -> FIELDS.get(random.nextInt(FIELDS.size())) + "&" + good;
        };
    return text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
  }

  private String credential() {
    StringBuilder text = new StringBuilder();
    text.append(
        List.of("SharedKey ", "SharedKeyLite ", "Bearer ", "Basic ", "", "sharedkey")
            .get(random.nextInt(6)));
    text.append(random.nextBoolean() ? Accounts.DEVELOPMENT_NAME + ":" : "");
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(random.nextInt(9) == 0 ? '.' : LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString().strip() + "x";
  }

  private int status(AllServices services, String signature)
      throws IOException, InterruptedException {
    return status(HttpRequest.newBuilder(uri(services, "comp=list&" + signature)).build());
  }

  private int status(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static URI uri(AllServices services, String query) {
    return URI.create(services.endpoint(ServiceKind.BLOB) + "?" + query);
  }
}
