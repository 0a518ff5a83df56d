package weftline.bench.fabric;

import java.util.OptionalDouble;
import weftline.bench.Aim;
import weftline.bench.Numbers;

/// One measured number, with what it should be and what others have published.
///
/// @param peer in words, for published figures never have the same conditions; may be empty
record Figure(String name, double value, String unit, Aim aim, String peer, String conditions) {
  static Figure known(String name, double value, String unit, String conditions) {
    return new Figure(name, value, unit, new Aim.None(), "", conditions);
  }

  String json() {
    String met =
        switch (aim.judge(value, OptionalDouble.empty())) {
          case YES -> "true";
          case NO -> "false";
          case UNKNOWN -> "null";
        };
    String peerText = peer.isEmpty() ? "null" : '"' + peer + '"';
    return "{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"aim\":\"%s\",\"met\":%s,\"peer\":%s,\"conditions\":\"%s\"}"
        .formatted(name, Numbers.text(value), unit, aim, met, peerText, conditions);
  }
}
