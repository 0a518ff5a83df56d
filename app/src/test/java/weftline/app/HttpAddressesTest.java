package weftline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where programs and accounts are, as people type it.
class HttpAddressesTest {
  private final HttpAddresses programs = new HttpAddresses();
  private final HttpAddresses accounts = new HttpAddresses.OfAccount();

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:7400", "https://c1.fabric:7400/", "http://[::1]:7400"})
  void readsWhereAProgramIs(String text) {
    assertThat(programs.convert(text)).isEqualTo(URI.create(text.replaceFirst("/$", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"foo", "10.0.0.1:7400", "ftp://10.0.0.1", "http://", "http://10.0.0.1/nodes"})
  void saysWhatIsNoAddressOfAProgram(String text) {
    assertThatThrownBy(() -> programs.convert(text))
        .hasMessageContaining("'%s'".formatted(text))
        .hasMessageContaining("like http://127.0.0.1:7400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a b:7400", "http://10.0.0.1:70000", "http://a_b"})
  void saysWhatNamesNoHost(String text) {
    assertThatThrownBy(() -> programs.convert(text)).hasMessageContaining("names no host");
  }

  @Test
  void readsWhereAnAccountIs() {
    assertThat(accounts.convert("https://10.0.0.1:10000/shop").getPath()).isEqualTo("/shop");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1:10000",
        "https://10.0.0.1:10000/",
        "shop",
        "http://h/shop/blobs"
      })
  void saysWhatIsNoAccount(String text) {
    assertThatThrownBy(() -> accounts.convert(text))
        .hasMessageContaining("an account of storage")
        .hasMessageContaining("/devstoreaccount1");
  }
}
