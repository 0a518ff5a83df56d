package weftline.bench.fabric;

import java.util.function.Consumer;

/// Something about the fabric that can be measured.
interface Measurement {
  /// By which it is chosen.
  String name();

  void measure(Bench bench, Consumer<Figure> sink) throws Exception;
}
