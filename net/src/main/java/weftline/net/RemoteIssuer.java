package weftline.net;

import java.io.IOException;

/// Asks the controllers for a certificate in place of one that is about to end.
public record RemoteIssuer(HttpClient client, AddressBook controllers)
    implements CertificateWatch.Issuer {
  public static final String PATH = "/certificates";

  /// What a controller answers.
  ///
  /// @param certificate as text (PEM)
  public record Granted(String certificate) {}

  @Override
  public String renew(RenewalWish wish) throws IOException {
    HttpAnswer answer =
        controllers.call(at -> {
          HttpAnswer each = client.send(HttpCall.postJson(at.resolve(PATH), wish));
          if (!each.ok()) {
            throw new IOException(
                "the controller answered %d: %s".formatted(each.status(), reason(each)));
          }
          return each;
        });
    return Json.read(answer.body(), Granted.class).certificate();
  }

  private static String reason(HttpAnswer answer) {
    try {
      return JsonTree.parse(answer.body()).at("error").at("message").text().orElse("");
    } catch (JsonException _) {
      return "";
    }
  }
}
