package weftline.samples.creditcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a browser may send.
final class FormTest {
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String GOOD =
      "id=" + ID + "&tenant=Ada+L%C3%B6w&income=3000&rent=900&card=4242+4242+4242+4242";

  @Test
  void goodForm() {
    assertThat(Form.of(GOOD))
        .isEqualTo(new Form(ID, new Order.Application("Ada Löw", 300_000, 90_000, "4242")));
  }

  @ParameterizedTest
  @CsvSource({
    "tenant=Ada+L%C3%B6w, tenant=, Please fill in: tenant.",
    "income=3000, x=1, Please fill in: income.",
    "rent=900, rent=-1, is no amount in whole euros.",
    "rent=900, rent=99999999, is no amount in whole euros.",
    "card=4242+4242+4242+4242, card=42, A card number has 16 digits.",
    "id=00000000, id=nonsense, Please load the page again.",
  })
  void badFormIsRefusedWithASentence(String good, String bad, String sentence) {
    assertThatThrownBy(() -> Form.of(GOOD.replace(good, bad)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void longNameIsRefused() {
    assertThatThrownBy(() -> Form.of(GOOD.replace("Ada", "A".repeat(100))))
        .hasMessage("A name has at most 100 letters.");
  }
}
