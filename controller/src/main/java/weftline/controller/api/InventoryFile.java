package weftline.controller.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import weftline.model.Cable;
import weftline.model.Capacity;
import weftline.model.Device;
import weftline.model.Inventory;
import weftline.net.JsonTree;

/// The inventory as a file: what `wfl inventory import` takes and `wfl inventory export` gives.
/// Says of a mistake where it stands, for example `devices[3].kind`.
public record InventoryFile(List<DeviceEntry> devices, List<CableEntry> cables) {
  static final long BYTES_MAX = 512L << 20;

  private static final List<String> DEVICE_NAMES =
      List.of(
          "name",
          "kind",
          "within",
          "cores",
          "memoryMegabytes",
          "diskMegabytes",
          "hardware",
          "os",
          "features");
  private static final List<String> CABLE_NAMES = List.of("kind", "from", "to");

  public InventoryFile {
    devices = List.copyOf(devices);
    cables = List.copyOf(cables);
  }

  /// One device. Cores, memory, disk, hardware, system and features are for computers.
  public record DeviceEntry(
      String name,
      String kind,
      Optional<String> within,
      Optional<Integer> cores,
      Optional<Integer> memoryMegabytes,
      Optional<Integer> diskMegabytes,
      Optional<String> hardware,
      Optional<String> os,
      List<String> features) {
    public DeviceEntry {
      features = List.copyOf(features);
    }

    private static DeviceEntry of(Device device) {
      Optional<Device.Computer> computer = device.computer();
      Optional<Capacity> capacity = computer.map(Device.Computer::capacity);
      return new DeviceEntry(
          device.name(),
          word(device.kind()),
          device.within(),
          capacity.map(c -> c.milliCores() / 1_000),
          capacity.map(Capacity::memoryMegabytes),
          capacity.map(Capacity::diskMegabytes),
          computer.map(Device.Computer::hardware).filter(text -> !text.isEmpty()),
          computer.map(Device.Computer::os).filter(text -> !text.isEmpty()),
          computer.map(Device.Computer::features).orElse(List.of()));
    }
  }

  /// One cable: network, power or serial.
  public record CableEntry(String kind, String from, String to) {
    private static CableEntry of(Cable cable) {
      return new CableEntry(word(cable.kind()), cable.from(), cable.to());
    }
  }

  static InventoryFile of(Inventory inventory) {
    return new InventoryFile(
        inventory.devices().stream().map(DeviceEntry::of).toList(),
        inventory.cables().stream().map(CableEntry::of).toList());
  }

  /// Says of everything that is wrong at once where it stands.
  static Inventory read(JsonTree file) throws AnswerException {
    List<String> mistakes = new ArrayList<>();
    attempt(mistakes, () -> outline(file));
    List<Device> devices = each(mistakes, "devices", file, InventoryFile::device);
    List<Cable> cables = each(mistakes, "cables", file, InventoryFile::cable);
    Optional<Inventory> found =
        mistakes.isEmpty()
            ? attempt(mistakes, () -> new Inventory(devices, cables))
            : Optional.empty();
    feeding(mistakes, devices, cables);
    if (found.isEmpty() || !mistakes.isEmpty()) {
      throw Call.invalid(
          "The inventory is wrong:\n  " + told(mistakes),
          "Correct it; docs/inventory.md shows what may stand there.");
    }
    return found.get();
  }

  private static String told(List<String> mistakes) {
    int more = mistakes.size() - Inventory.MISTAKES_MAX;
    List<String> first = mistakes.subList(0, Math.min(mistakes.size(), Inventory.MISTAKES_MAX));
    return String.join("\n", first).replace("\n", "\n  ")
        + (more > 0 ? "\n  … and %,d more".formatted(more) : "");
  }

  private static <T> Optional<T> attempt(List<String> mistakes, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static <T> List<T> each(
      List<String> mistakes, String list, JsonTree file, BiFunction<String, JsonTree, T> reader) {
    List<JsonTree> entries = file.at(list).items();
    List<T> found = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String at = "%s[%d]".formatted(list, i);
      JsonTree entry = entries.get(i);
      attempt(mistakes, () -> reader.apply(at, entry)).ifPresent(found::add);
    }
    return found;
  }

  private static JsonTree outline(JsonTree file) {
    known(file, "the inventory", List.of("devices", "cables"));
    if (!file.at("devices").isArray()) {
      throw new IllegalArgumentException("the inventory has no list 'devices'");
    }
    return file;
  }

  /// A cable that is written the wrong way round would make a switch depend on its computer.
  private static void feeding(List<String> mistakes, List<Device> devices, List<Cable> cables) {
    Set<String> computers =
        devices.stream()
            .filter(device -> device.kind() == Device.Kind.COMPUTER)
            .map(Device::name)
            .collect(Collectors.toSet());
    cables.stream()
        .filter(cable -> computers.contains(cable.from()))
        .map(cable ->
            "a cable goes from the computer %s to %s: 'from' is what feeds"
                .formatted(cable.from(), cable.to()))
        .forEach(mistakes::add);
  }

  private static Device device(String at, JsonTree entry) {
    known(entry, at, DEVICE_NAMES);
    Device.Kind kind = kind(Device.Kind.values(), at, entry);
    Optional<Device.Computer> computer =
        kind == Device.Kind.COMPUTER ? Optional.of(computer(at, entry)) : Optional.empty();
    try {
      return new Device(required(at, entry, "name"), kind, entry.at("within").text(), computer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(at + ": " + e.getMessage(), e);
    }
  }

  private static Device.Computer computer(String at, JsonTree entry) {
    return new Device.Computer(
        new Capacity(
            1_000 * number(at, entry, "cores", Integer.MAX_VALUE / 1_000),
            number(at, entry, "memoryMegabytes", Integer.MAX_VALUE),
            number(at, entry, "diskMegabytes", Integer.MAX_VALUE)),
        entry.at("hardware").text().orElse(""),
        entry.at("os").text().orElse(""),
        entry.at("features").items().stream().flatMap(each -> each.text().stream()).toList());
  }

  private static Cable cable(String at, JsonTree entry) {
    known(entry, at, CABLE_NAMES);
    return new Cable(
        kind(Cable.Kind.values(), at, entry),
        required(at, entry, "from"),
        required(at, entry, "to"));
  }

  private static void known(JsonTree entry, String at, List<String> names) {
    entry.names().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "%s has '%s', which is not known; known are %s"
                  .formatted(at, name, String.join(", ", names)));
        });
  }

  private static String required(String at, JsonTree entry, String name) {
    return entry
        .at(name)
        .text()
        .orElseThrow(() -> new IllegalArgumentException("%s.%s is missing".formatted(at, name)));
  }

  private static int number(String at, JsonTree entry, String name, int max) {
    return entry
        .at(name)
        .number()
        .filter(number -> number >= 0 && number <= max)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s.%s is no whole number from 0 to %d".formatted(at, name, max)))
        .intValue();
  }

  private static <K extends Enum<K>> K kind(K[] kinds, String at, JsonTree entry) {
    String text = required(at, entry, "kind");
    return Arrays.stream(kinds)
        .filter(kind -> word(kind).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "%s.kind is '%s', not one of %s"
                    .formatted(
                        at,
                        text,
                        Arrays.stream(kinds)
                            .map(InventoryFile::word)
                            .collect(Collectors.joining(", ")))));
  }

  /// For example `load-balancer`.
  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
