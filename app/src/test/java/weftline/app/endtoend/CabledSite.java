package weftline.app.endtoend;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A network namespace for each program, behind a cable of its own to one switch, at which the test
/// is, too. Only root can lay it. Names carry the number of the process, so that what a killed test
/// has left behind is known and cleared away by the next one.
final class CabledSite implements Site {
  private static final Pattern NAME = Pattern.compile("(wfl(\\d+)-[a-z0-9]+)\\b.*");
  private static final String SWITCH = "sw";
  private static final int TEST = 254;

  private final String prefix = "wfl%d-".formatted(ProcessHandle.current().pid());
  private final String network;
  private final Set<String> laid = new TreeSet<>();

  private CabledSite(String network) {
    this.network = network;
  }

  static CabledSite lay() throws IOException, InterruptedException {
    long own = ProcessHandle.current().pid();
    clearAway();
    // Of the range that is set aside for trying networks: nobody else's address.
    CabledSite site = new CabledSite("198.%d.%d.".formatted(18 + own / 256 % 2, own % 256));
    String lan = site.prefix + SWITCH;
    Tool.run("ip", "link", "add", lan, "type", "bridge");
    try {
      Tool.run("ip", "address", "add", site.network + TEST + "/24", "dev", lan);
      Tool.run("ip", "link", "set", lan, "up");
      site.entrance("s1");
      return site;
    } catch (IOException e) {
      site.close();
      throw e;
    }
  }

  /// What tests have laid that were killed.
  private static void clearAway() throws IOException, InterruptedException {
    for (String name : named(Tool.run("ip", "-brief", "link"))) {
      if (isStale(name)) {
        Tool.run("ip", "link", "delete", name);
      }
    }
    for (String name : named(Tool.run("ip", "netns", "list"))) {
      if (isStale(name)) {
        empty(name);
      }
    }
  }

  private static List<String> named(List<String> lines) {
    return lines.stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .toList();
  }

  private static boolean isStale(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(2))).isEmpty();
  }

  /// Ends all that runs there, too.
  private static void empty(String namespace) throws IOException, InterruptedException {
    for (String pid : Tool.run("ip", "netns", "pids", namespace)) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
    Tool.run("ip", "netns", "delete", namespace);
  }

  @Override
  public String host(String program) {
    return network + Site.number(program);
  }

  @Override
  public synchronized List<String> entrance(String program)
      throws IOException, InterruptedException {
    String name = prefix + program;
    if (laid.add(program)) {
      Tool.run("ip", "netns", "add", name);
      Tool.run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
      Tool.run("ip", "link", "set", name, "master", prefix + SWITCH, "up");
      inside(program, "address", "add", host(program) + "/24", "dev", "eth0");
      inside(program, "link", "set", "eth0", "up");
      inside(program, "link", "set", "lo", "up");
    }
    return List.of("ip", "netns", "exec", name);
  }

  @Override
  public void cut(String program, long pid) throws IOException, InterruptedException {
    Tool.run("ip", "link", "set", prefix + program, "down");
  }

  @Override
  public void mend(String program, long pid) throws IOException, InterruptedException {
    Tool.run("ip", "link", "set", prefix + program, "up");
    for (String half : mutedRoutes(program)) {
      inside(program, "route", "delete", half);
    }
  }

  @Override
  public boolean mutes() {
    return true;
  }

  /// Its own way out is closed by two routes that are more special than the one to the others.
  @Override
  public void mute(String program) throws IOException, InterruptedException {
    inside(program, "route", "add", "blackhole", network + "0/25");
    inside(program, "route", "add", "blackhole", network + "128/25");
  }

  private List<String> mutedRoutes(String program) throws IOException, InterruptedException {
    return inside(program, "route", "show", "type", "blackhole").stream()
        .map(line -> line.strip().replaceFirst("^blackhole ", ""))
        .toList();
  }

  private List<String> inside(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("ip", "-netns", prefix + program));
    line.addAll(List.of(arguments));
    return Tool.run(line.toArray(String[]::new));
  }

  @Override
  public void close() throws IOException {
    try {
      for (String program : laid) {
        Tool.run("ip", "link", "delete", prefix + program);
        empty(prefix + program);
      }
      Tool.run("ip", "link", "delete", prefix + SWITCH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
