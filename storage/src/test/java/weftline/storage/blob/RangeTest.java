package weftline.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static weftline.storage.Refusals.assertRefused;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import weftline.storage.PlainRequest;
import weftline.storage.StorageError;

/// Ranges as requests write them.
class RangeTest {
  @Test
  void endsWithTheBlob() {
    assertThat(range("bytes=2-4", 10)).contains(new Range(2, 4));
    assertThat(range("bytes=2-", 10)).contains(new Range(2, 9));
    assertThat(range("bytes=2-99", 10)).contains(new Range(2, 9));
    assertThat(new Range(2, 4).length()).isEqualTo(3);
  }

  @Test
  void leavesOutWhatItDoesNotKnow() {
    assertThat(range("", 10)).isEmpty();
    assertThat(range("bytes=-3", 10)).isEmpty();
    assertThat(range("lines=1-2", 10)).isEmpty();
    assertThat(range("bytes=1-2,4-5", 10)).isEmpty();
  }

  @Test
  void refusesWhatIsNotThere() {
    assertRefused(StorageError.INVALID_RANGE, () -> range("bytes=10-", 10));
    assertRefused(StorageError.INVALID_RANGE, () -> range("bytes=0-0", 0));
    assertRefused(StorageError.INVALID_RANGE, () -> range("bytes=4-2", 10));
  }

  @Test
  void prefersTheHeaderOfTheService() {
    PlainRequest request =
        PlainRequest.of("GET", "/me/c/b")
            .with("Range", "bytes=0-1")
            .with("x-ms-range", "bytes=2-3");

    assertThat(Range.of(request.authenticated(), 10)).contains(new Range(2, 3));
  }

  private static Optional<Range> range(String header, long length) {
    return Range.of(
        PlainRequest.of("GET", "/me/c/b").with("Range", header).authenticated(), length);
  }
}
