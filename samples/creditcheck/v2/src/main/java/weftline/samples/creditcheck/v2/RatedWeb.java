package weftline.samples.creditcheck.v2;

import java.io.IOException;
import java.util.Map;
import weftline.samples.creditcheck.Web;

/// The *web* role of version 2.
final class RatedWeb {
  private RatedWeb() {}

  static void main() throws IOException {
    Web.run(application -> Map.of("RiskBand", RiskBand.of(application).name()));
  }
}
