import java.time.Duration;
import java.time.Instant;

/// A worker role: does its work again and again. Must not end by itself.
public class Worker {
  public static void main(String[] arguments) throws InterruptedException {
    var environment = System.getenv();
    var interval = Duration.ofSeconds(Long.parseLong(environment.getOrDefault("INTERVAL", "5")));
    var instance = environment.getOrDefault("RoleInstanceID", "nobody");
    System.out.println(instance + " works every " + interval.toSeconds() + " s");
    while (true) {
      System.out.println(instance + " worked at " + Instant.now());
      Thread.sleep(interval);
    }
  }
}
