package weftline.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A shared access signature over the whole development account, as clients are given one.
final class AccountSignature {
  static final String ACCOUNT = "devstoreaccount1";
  static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

  private static final String VERSION = "2021-12-02";
  private static final String PERMISSIONS = "rwdlacup";
  private static final String EXPIRY = "2099-01-01T00:00:00Z";

  private AccountSignature() {}

  /// The parameters that are added to each query.
  static String query() {
    String signed =
        String.join(
            "\n",
            ACCOUNT,
            PERMISSIONS,
            "bqt",
            "sco",
            "",
            EXPIRY,
            "",
            "https,http",
            VERSION,
            "",
            "");
    return "sv="
        + VERSION
        + "&ss=bqt&srt=sco&spr=https,http&se="
        + encoded(EXPIRY)
        + "&sp="
        + PERMISSIONS
        + "&sig="
        + encoded(sign(signed));
  }

  private static String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
