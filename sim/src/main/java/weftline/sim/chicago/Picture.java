package weftline.sim.chicago;

import java.util.List;

/// Draws a chronicle as SVG: the containers as they are filled, and for every bad day what was gone
/// and how many instances did not serve.
public final class Picture {
  private static final int COLUMNS = 20;
  private static final int CELL = 18;
  private static final int GAP = 3;
  private static final int MARGIN = 24;
  private static final int CURVE_WIDTH = 420;
  private static final int CURVE_HEIGHT = 120;
  private static final int POINTS_MAX = 600;

  private final StringBuilder svg = new StringBuilder();
  private int top = MARGIN;

  private Picture() {}

  public static String of(Chronicle chronicle) {
    Picture picture = new Picture();
    picture.filling(chronicle);
    chronicle.days().forEach(picture::day);
    int width = 2 * MARGIN + COLUMNS * (CELL + GAP) + MARGIN + CURVE_WIDTH;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif">
    <rect width="100%%" height="100%%" fill="#fbfaf7"/>
    %s</svg>
    """
        .formatted(width, picture.top + MARGIN, picture.svg);
  }

  private void filling(Chronicle chronicle) {
    text(
        MARGIN,
        "%,d nodes in %d containers, filled with %,d instances"
            .formatted(chronicle.plan().nodes(), chronicle.fill().size(), chronicle.instances()));
    cells(chronicle.fill(), "#2f6f8f");
  }

  private void day(Day day) {
    text(
        MARGIN,
        "%s: %,d events in %s, %.1f s of thought"
            .formatted(day.title(), day.events(), words(day), day.thought().toMillis() / 1_000.0));
    int before = top;
    curve(day.away());
    if (!day.wounds().isEmpty()) {
      cells(day.wounds(), "#b5412f");
    }
    top = Math.max(top, before + CURVE_HEIGHT + MARGIN);
  }

  private static String words(Day day) {
    long seconds = day.virtual().toSeconds();
    return seconds < 86_400 ? seconds + " s" : day.virtual().toDays() + " days";
  }

  /// One square for each container; the fuller the darker.
  private void cells(List<Double> shares, String colour) {
    for (int index = 0; index < shares.size(); index++) {
      svg.append(
          """
          <rect x="%d" y="%d" width="%d" height="%d" fill="%s" fill-opacity="%s" stroke="#999"/>
          """
              .formatted(
                  MARGIN + index % COLUMNS * (CELL + GAP),
                  top + index / COLUMNS * (CELL + GAP),
                  CELL,
                  CELL,
                  colour,
                  Math.min(100, Math.round(100 * shares.get(index))) / 100.0));
    }
    top += (shares.size() + COLUMNS - 1) / COLUMNS * (CELL + GAP) + MARGIN;
  }

  /// How many instances did not serve, second by second.
  private void curve(List<Integer> values) {
    int left = 2 * MARGIN + COLUMNS * (CELL + GAP);
    int max = values.stream().mapToInt(Integer::intValue).max().orElse(0);
    if (max == 0) {
      return;
    }
    StringBuilder points = new StringBuilder();
    int step = Math.max(1, values.size() / POINTS_MAX);
    for (int index = 0; index < values.size(); index += step) {
      int x = left + CURVE_WIDTH * index / values.size();
      long y = top + CURVE_HEIGHT - (long) CURVE_HEIGHT * values.get(index) / max;
      points.append(x).append(',').append(y).append(' ');
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#b5412f\"/>%n"
            .formatted(points.toString().strip()));
    svg.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#555\">at most %,d away</text>%n"
            .formatted(left, top + CURVE_HEIGHT + 14, max));
  }

  private void text(int left, String words) {
    svg.append("<text x=\"%d\" y=\"%d\" font-size=\"14\">%s</text>%n".formatted(left, top, words));
    top += GAP * 3;
  }
}
