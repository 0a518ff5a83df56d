package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The conventions, one by one.
final class JsonTest {
  /// A choice with a choice inside.
  sealed interface Shape {
    /// What has corners.
    sealed interface Cornered extends Shape {}

    /// A choice without anything in it.
    record Point() implements Shape {}

    /// A choice that must not be taken for a scalar.
    record Line(long value) implements Shape {}

    /// A choice two levels down.
    record Square(int side) implements Cornered {}
  }

  /// A name of its own type.
  record Name(String value) {}

  /// A number of its own type.
  record Count(long value) {
    Count {
      if (value < 0) {
        throw new IllegalArgumentException("a count below 0");
      }
    }

    public boolean isZero() {
      return value == 0;
    }

    public long getTwice() {
      return 2 * value;
    }
  }

  /// A little of everything.
  record Everything(
      Name name,
      Count count,
      Optional<Name> nick,
      List<Shape> shapes,
      Map<Name, Count> counts,
      Instant at,
      Duration length,
      Thread.State state,
      boolean flag,
      byte[] bytes) {
    public String summary() {
      return "not written";
    }
  }

  /// What may be missing.
  record Lenient(
      List<String> list, Set<String> set, Map<String, String> map, Optional<String> maybe, int n) {}

  /// What may not.
  record Strict(String must, List<Strict> more) {}

  private static final Everything EVERYTHING =
      new Everything(
          new Name("a"),
          new Count(7),
          Optional.empty(),
          List.of(new Shape.Point(), new Shape.Line(3), new Shape.Square(2)),
          Map.of(new Name("k"), new Count(1)),
          Instant.parse("2026-01-02T03:04:05.678Z"),
          Duration.ofSeconds(90),
          Thread.State.NEW,
          true,
          new byte[] {1, 2});

  @Test
  void aRecordIsWrittenInTheOrderOfItsComponents() {
    assertThat(Json.text(EVERYTHING))
        .isEqualTo(
            "{\"name\":\"a\",\"count\":7,\"shapes\":[{\"type\":\"Point\"},"
                + "{\"type\":\"Line\",\"value\":3},{\"type\":\"Square\",\"side\":2}],"
                + "\"counts\":{\"k\":1},\"at\":\"2026-01-02T03:04:05.678Z\",\"length\":\"PT1M30S\","
                + "\"state\":\"NEW\",\"flag\":true,\"bytes\":\"AQI=\"}");
  }

  @Test
  void whatWasWrittenIsReadBack() throws IOException {
    var read = Json.read(Json.write(EVERYTHING), Everything.class);

    assertThat(read).usingRecursiveComparison().isEqualTo(EVERYTHING);
  }

  @Test
  void aChoiceSaysWhichOneItIsAlsoAtTheTop() throws IOException {
    Shape shape = new Shape.Square(1);

    assertThat(Json.text(shape)).isEqualTo("{\"type\":\"Square\",\"side\":1}");
    assertThat(Json.read("{\"side\":1,\"type\":\"Square\"}", Shape.class)).isEqualTo(shape);
    assertThat(Json.read("{\"type\":\"Square\",\"side\":1}", Shape.Cornered.class))
        .isEqualTo(shape);
    assertThatThrownBy(() -> Json.read("{\"type\":\"Circle\"}", Shape.class))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("Circle");
  }

  @Test
  void missingListsAreEmptyAndUnknownPropertiesIgnored() throws IOException {
    var empty = new Lenient(List.of(), Set.of(), Map.of(), Optional.empty(), 0);

    assertThat(Json.read("{\"new\":1}", Lenient.class)).isEqualTo(empty);
    assertThat(
            Json.read(
                "{\"list\":null,\"set\":null,\"map\":null,\"maybe\":null,\"n\":null}",
                Lenient.class))
        .isEqualTo(empty);
  }

  @Test
  void whatMustBeThereIsMissedByName() {
    assertThatThrownBy(() -> Json.read("{\"must\":\"x\",\"more\":[{}]}", Strict.class))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("more[0]")
        .hasMessageContaining("must");
    assertThatThrownBy(() -> Json.read("{\"must\":null}", Strict.class))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("must");
  }

  @Test
  void aRecordThatRefusesItsValuesIsHeard() {
    assertThatThrownBy(() -> Json.read("{\"name\":\"a\",\"count\":-1}", Everything.class))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("a count below 0")
        .hasMessageContaining("at count");
    assertThatThrownBy(() -> Json.read("{\"counts\":{\"k\":-1}}", Everything.class))
        .hasMessageContaining("a count below 0");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (var text : List.of("", "{", "[1] 2", "null", "{\"must\":[}", "[".repeat(200))) {
      assertThatThrownBy(() -> Json.read(text, Strict.class))
          .as(text)
          .isInstanceOf(JsonException.class)
          .hasMessageContaining("Strict");
    }
  }

  /// The state of a fabric of 360,000 nodes takes more than a gigabyte.
  @Test
  @Tag("long")
  void aLargeDocumentIsReadWithoutBeingHeld() throws IOException {
    byte[] part = ("\"" + "x".repeat((1 << 20) - 4) + "\",\n").getBytes(StandardCharsets.UTF_8);
    List<InputStream> parts = new ArrayList<>();
    parts.add(new ByteArrayInputStream("{\"unknown\":[".getBytes(StandardCharsets.UTF_8)));
    for (int number = 0; number < 1_100; number++) {
      parts.add(new ByteArrayInputStream(part));
    }
    parts.add(new ByteArrayInputStream("0],\"must\":\"a\"}".getBytes(StandardCharsets.UTF_8)));
    try (var in = new SequenceInputStream(Collections.enumeration(parts))) {
      assertThat(Json.read(in, Strict.class).must()).isEqualTo("a");
    }
  }

  @Test
  void linesAndListsAreWrittenAndRead() throws IOException {
    var out = new ByteArrayOutputStream();

    Json.writeTo(out, List.of(new Name("a")));
    Json.writeLine(out, new Count(2));

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("[\"a\"]2\n");
    assertThat(Json.readList("[\"a\",\"b\"]".getBytes(StandardCharsets.UTF_8), Name.class))
        .containsExactly(new Name("a"), new Name("b"));
  }

  @Test
  void aTreeIsWalkedWithoutFearOfHoles() throws IOException {
    var tree = JsonTree.parse("{\"a\":{\"b\":[1,\"x\",true,null]},\"n\":null}");

    assertThat(tree.at("a").at("b").items().get(0).number()).contains(1L);
    assertThat(tree.at("a").at("b").items().get(1).text()).contains("x");
    assertThat(tree.at("a").at("b").items().get(2).isTrue()).isTrue();
    assertThat(tree.at("a").at("b").items().get(3).missing()).isTrue();
    assertThat(tree.at("no").at("where").text()).isEmpty();
    assertThat(tree.at("n").missing()).isTrue();
    assertThat(tree.at("a").text()).isEmpty();
    assertThat(tree.names()).containsExactly("a", "n");
    assertThat(tree.toString()).isEqualTo("{\"a\":{\"b\":[1,\"x\",true,null]},\"n\":null}");
  }
}
