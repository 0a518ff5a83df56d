package weftline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void threeRoundsUnlessTold() {
    Options options = Options.parse(new String[0]);

    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.alone()).isFalse();
    assertThat(options.million()).isFalse();
  }

  @Test
  void quickIsOneShortRound() {
    Options options = Options.parse(new String[] {"--quick"});

    assertThat(options.rounds()).isEqualTo(1);
    assertThat(options.measured()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void laterOptionsChangeEarlierOnes() {
    Options options =
        Options.parse(
            new String[] {
              "--quick",
              "--seconds=7",
              "--rounds=2",
              "--warm-up=1",
              "--only=queue",
              "--alone",
              "--million",
              "--launcher=a/wfl",
              "--azurite=b",
              "--folder=c"
            });

    assertThat(options)
        .isEqualTo(
            new Options(
                2,
                Duration.ofSeconds(1),
                Duration.ofSeconds(7),
                "queue",
                true,
                true,
                Path.of("a/wfl"),
                Path.of("b"),
                Path.of("c")));
  }

  @Test
  void anUnknownOptionIsRefused() {
    assertThatThrownBy(() -> Options.parse(new String[] {"--fast"}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--fast");
  }
}
