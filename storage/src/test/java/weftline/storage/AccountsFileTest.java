package weftline.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accounts that are kept in a file, and a server that looks at it.
class AccountsFileTest {
  private final SecureRandom random = new SecureRandom();
  private final AtomicReference<Instant> now = new AtomicReference<>(PlainRequest.NOW);

  private AccountsFile file;

  @TempDir Path folder;

  @BeforeEach
  void name() {
    file = new AccountsFile(folder.resolve(AccountsFile.NAME));
  }

  @Test
  void anAccountHasTwoKeysOfItsOwn() throws IOException {
    AccountsFile.Entry shop = file.create("shop", random);
    AccountsFile.Entry mail = file.create("mail", random);

    assertThat(file.read().keySet()).containsExactly("mail", "shop");
    assertThat(file.find("shop")).isEqualTo(shop);
    assertThat(shop.key1()).hasSize(88).isNotEqualTo(shop.key2()).isNotEqualTo(mail.key1());
    assertThat(file.accounts().keys().get("shop")).hasSize(2);
  }

  @Test
  void nobodyElseCanReadIt() throws IOException {
    file.create("shop", random);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .hasSize(2)
          .allSatisfy(each ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                  .isEqualTo("rw-------"));
    }

    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(file::read).hasMessageContaining("chmod 600");
  }

  @Test
  void manyAtOnceLoseNoAccount() throws IOException {
    IntStream.range(100, 120)
        .parallel()
        .forEach(number -> {
          try {
            file.create("shop" + number, random);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });

    assertThat(file.read()).hasSize(20);
  }

  @Test
  void oneKeyCanBeMadeAnew() throws IOException {
    AccountsFile.Entry before = file.create("shop", random);

    AccountsFile.Entry after = file.regenerate("shop", AccountsFile.Which.KEY2, random);

    assertThat(after.key1()).isEqualTo(before.key1());
    assertThat(after.key2()).isNotEqualTo(before.key2());
    assertThat(file.find("shop")).isEqualTo(after);
  }

  @Test
  void refusesWhatCannotBe() throws IOException {
    file.create("shop", random);

    assertThatThrownBy(() -> file.create("shop", random)).hasMessageContaining("already");
    assertThatThrownBy(() -> file.create("My Shop", random)).hasMessageContaining("no name");
    assertThatThrownBy(() -> file.create(Accounts.DEVELOPMENT_NAME, random))
        .hasMessageContaining("loopback");
    assertThatThrownBy(() -> file.delete("mail")).hasMessageContaining("no account mail");
    assertThatThrownBy(() -> file.regenerate("mail", AccountsFile.Which.KEY1, random))
        .hasMessageContaining("no account mail");
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    write("{\"accounts\":[{\"name\":\"shop\",\"key1\":\"!\",\"key2\":\"AAAA\"}]}");
    assertThatThrownBy(file::accounts).hasMessageContaining("shop").hasMessageContaining("Base64");

    write("{\"accounts\":[{\"name\":\"S\",\"key1\":\"AAAA\",\"key2\":\"AAAA\"}]}");
    assertThatThrownBy(file::accounts).hasMessageContaining("'S'");

    write("nothing");
    assertThatThrownBy(file::accounts).hasMessageContaining("cannot be read");
  }

  @Test
  void neverShowsAKey() throws IOException {
    assertThat(file.create("shop", random)).hasToString("Entry[shop]");
  }

  @Test
  void aServerNoticesChanges() throws IOException {
    AccountsFile.Entry shop = file.create("shop", random);
    WatchedAccounts watched = WatchedAccounts.open(file, Accounts.development(), now::get);
    assertThat(watched.accounts().keys().keySet())
        .containsExactlyInAnyOrder("shop", Accounts.DEVELOPMENT_NAME);

    file.regenerate("shop", AccountsFile.Which.KEY1, random);
    assertThat(signedBy(watched, shop.key1())).isTrue();

    later();
    assertThat(signedBy(watched, shop.key1())).isFalse();
    assertThat(signedBy(watched, shop.key2())).isTrue();

    file.delete("shop");
    later();
    assertThat(watched.accounts().keys().keySet()).containsExactly(Accounts.DEVELOPMENT_NAME);
  }

  @Test
  void aServerGoesOnWhileTheFileIsBroken() throws IOException {
    AccountsFile.Entry shop = file.create("shop", random);
    WatchedAccounts watched = WatchedAccounts.open(file, Accounts.development(), now::get);

    write("{");
    later();

    assertThat(signedBy(watched, shop.key1())).isTrue();
  }

  private static boolean signedBy(WatchedAccounts watched, String key) {
    String signature = AccountKey.of(key).sign("text");
    return watched.accounts().keys().getOrDefault("shop", List.of()).stream()
        .anyMatch(known -> known.hasSigned("text", signature));
  }

  private void later() {
    now.updateAndGet(time -> time.plus(WatchedAccounts.PAUSE));
  }

  private void write(String content) throws IOException {
    Files.writeString(file.path(), content);
    Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-------"));
  }
}
