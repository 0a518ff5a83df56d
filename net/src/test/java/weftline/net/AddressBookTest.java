package weftline.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a program turns to, after what it has been told.
class AddressBookTest {
  private static final URI FIRST = URI.create("https://c1:7400");
  private static final URI SECOND = URI.create("https://c2:7400/");
  private static final URI THIRD = URI.create("https://c3:7400");

  @TempDir private Path folder;
  private Path file;
  private AddressBook book;

  @BeforeEach
  void open() {
    file = folder.resolve("agent").resolve("controllers");
    book = AddressBook.open(List.of(SECOND, FIRST), file);
  }

  @Test
  void knowsAtFirstWhomItWasGiven() throws IOException {
    assertThat(book.servers()).containsExactly(SECOND, FIRST);
    assertThat(book.<URI>call(server -> server)).isEqualTo(SECOND);
    assertThat(asked()).isEqualTo("none");
  }

  @Test
  void findsAGroupAgainThatHasBeenReplaced() {
    book.heed(telling("c3:7400,c4:7400"));
    AddressBook next = AddressBook.open(List.of(SECOND, FIRST), file);

    assertThat(next.servers()).containsExactly(THIRD, URI.create("https://c4:7400"), SECOND, FIRST);
  }

  @Test
  void keepsTheOrderThatWasChosen() {
    book.heed(telling("c1:7400,c2:7400,c3:7400"));

    assertThat(book.servers()).containsExactly(SECOND, FIRST, THIRD);
    assertThat(asked()).isEqualTo("c1:7400,c2:7400,c3:7400");
  }

  @Test
  void forgetsWhoWasTakenOut() {
    book.heed(telling("c1:7400,c2:7400,c3:7400"));
    book.heed(telling("c1:7400,c2:7400,c4:7400"));

    assertThat(book.servers()).containsExactly(SECOND, FIRST, URI.create("https://c4:7400"));
  }

  @Test
  void staysWithOneThatAnswersAndIsStillThere() throws IOException {
    fail();
    CompletableFuture<Void> unwanted = book.<CompletableFuture<Void>>poll((_, over) -> over);
    book.heed(telling("c1:7400,c3:7400"));

    assertThat(book.<URI>call(server -> server)).isEqualTo(FIRST);
    assertThat(unwanted).isNotDone();
  }

  @Test
  void waitsNoLongerForOneThatWasTakenOut() throws IOException {
    book.heed(telling("c3:7400"));
    fail();
    fail();
    CompletableFuture<Void> unwanted = book.<CompletableFuture<Void>>poll((_, over) -> over);
    book.heed(telling("c4:7400"));

    assertThat(unwanted).isDone();
    assertThat(book.<URI>call(server -> server)).isEqualTo(URI.create("https://c4:7400"));
  }

  @Test
  void goesOnByWhatItKnowsIfNothingIsToldOrUnderstood() {
    book.heed(telling("c1:7400,c3:7400"));
    book.heed(new HttpAnswer(204, Headers.EMPTY, new byte[0]));
    book.heed(telling("none"));
    book.heed(telling("in some other way"));

    assertThat(book.servers()).containsExactly(FIRST, THIRD, SECOND);
  }

  @Test
  void aDamagedFileIsAsGoodAsNone() throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1, 2, 3, -1});
    assertThat(AddressBook.open(List.of(FIRST), file).servers()).containsExactly(FIRST);

    Files.writeString(file, "c1:7400,".repeat(10_000));
    assertThat(AddressBook.open(List.of(FIRST), file).servers()).containsExactly(FIRST);
  }

  @Test
  void worksWhereNothingCanBeKept() throws IOException {
    Files.writeString(folder.resolve("agent"), "in the way");
    book.heed(telling("c3:7400"));

    assertThat(book.servers()).containsExactly(THIRD, SECOND, FIRST);
  }

  private String asked() {
    return book.asking(HttpCall.get(FIRST)).headers().first(Roster.HEADER).orElseThrow();
  }

  private static HttpAnswer telling(String header) {
    return new HttpAnswer(204, Headers.EMPTY.with(Roster.HEADER, header), new byte[0]);
  }

  private void fail() {
    assertThatThrownBy(() ->
            book.<URI>call(_ -> {
              throw new IOException("gone");
            }))
        .hasMessage("gone");
  }
}
