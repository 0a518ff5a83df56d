package weftline.bench.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import weftline.bench.Aim;

class FigureTest {
  @Test
  void saysWhetherItsAimIsMet() {
    assertThat(new Figure("p99", 2.5, "us", new Aim.AtMost(2), "theirs 20 ms", "in a test").json())
        .isEqualTo(
            """
            {"name":"p99","value":2.5,"unit":"us","aim":"<= 2","met":false,"peer":"theirs 20 ms",\
            "conditions":"in a test"}\
            """);
  }

  @Test
  void withoutAnAimItIsOnlyKnown() {
    assertThat(Figure.known("nodes", 3, "", "in a test").json())
        .isEqualTo(
            """
            {"name":"nodes","value":3,"unit":"","aim":"","met":null,"peer":null,\
            "conditions":"in a test"}\
            """);
  }
}
