package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in a header of where servers are.
class RosterTest {
  @Test
  void isTheSameHoweverItIsTold() {
    Roster roster = new Roster(List.of("c2.shop:7400", "10.0.0.1:7400", "c2.shop:7400"));

    assertThat(roster.addresses()).containsExactly("10.0.0.1:7400", "c2.shop:7400");
    assertThat(roster.text()).isEqualTo("10.0.0.1:7400,c2.shop:7400");
    assertThat(Roster.parse("c2.shop:7400,10.0.0.1:7400")).contains(roster);
  }

  @Test
  void nobodyIsAWordToo() {
    assertThat(Roster.parse(Roster.NONE.text())).contains(Roster.NONE);
    assertThat(Roster.told(Optional.of(Roster.NONE.text()))).isEmpty();
    assertThat(Roster.told(Optional.empty())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "c1", "c1:7400,", "https://c1:7400", "a@c1:7400", "c1:7400/x"})
  void whatIsNoAddressIsNotBelieved(String header) {
    assertThat(Roster.parse(header)).isEmpty();
  }

  @Test
  void noMoreIsTakenThanAGroupHas() {
    List<String> many = IntStream.range(0, 17).mapToObj("c%d:7400"::formatted).toList();

    assertThat(Roster.parse(String.join(",", many))).isEmpty();
    assertThatThrownBy(() -> new Roster(many)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Roster.parse("c".repeat(300) + ":7400")).isEmpty();
  }

  @Test
  void eachCanBeCalled() {
    assertThat(new Roster(List.of("[::1]:7400", "c1:7400")).at("https"))
        .containsExactly(URI.create("https://[::1]:7400"), URI.create("https://c1:7400"));
  }
}
