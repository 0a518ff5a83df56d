package weftline.core;

import java.util.List;
import java.util.stream.Collectors;
import weftline.model.NodeId;

/// Whether an instance can be placed on one node: everything that stands in the way.
public record Verdict(NodeId node, int faultDomain, List<Obstacle> obstacles) {
  public Verdict {
    obstacles = List.copyOf(obstacles);
  }

  public boolean fits() {
    return obstacles.isEmpty();
  }

  /// For example `node-2: 500 of 1000 thousandths of a core free`.
  public String describe() {
    return node
        + ": "
        + (fits()
            ? "fits"
            : obstacles.stream().map(Obstacle::describe).collect(Collectors.joining(", ")));
  }

  /// An obstacle in short, the same for all nodes that have it.
  static String word(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Lost _ -> "lost";
      case Obstacle.Untrusted(var condition, _) -> Narrator.word(condition);
      case Obstacle.Drained _ -> "drained";
      case Obstacle.TooLittle(var resource, _, _) ->
          switch (resource) {
            case CORES -> "short of cores";
            case MEMORY -> "short of memory";
            case DISK -> "short of disk";
            case PORTS -> "short of ports";
          };
      case Obstacle.PortInUse(var port, _) -> "with port " + port + " in use";
      case Obstacle.OtherSystem(var wanted) -> "without " + wanted;
      case Obstacle.NoFeature(var feature) -> "without " + feature;
      case Obstacle.Enough(var role, _) -> "with enough of " + role;
      case Obstacle.Enemy(var role) -> "shared with " + role;
      case Obstacle.TooFar _ -> "too far away";
      case Obstacle.Elsewhere _ -> "without its mates";
      case Obstacle.SameFaultDomain _ -> "in one and the same fault domain";
    };
  }

  /// One thing that keeps an instance off a node.
  public sealed interface Obstacle {
    String describe();

    /// The node does not answer.
    record Lost() implements Obstacle {
      @Override
      public String describe() {
        return "the node is lost";
      }
    }

    /// The machine is not trusted.
    record Untrusted(Condition condition, String reason) implements Obstacle {
      @Override
      public String describe() {
        return "the node is %s%s"
            .formatted(Narrator.word(condition), reason.isEmpty() ? "" : ": " + reason);
      }
    }

    /// Somebody wants the node empty.
    record Drained() implements Obstacle {
      @Override
      public String describe() {
        return "the node is drained";
      }
    }

    /// Less of something is free than the instance needs.
    record TooLittle(Resource resource, long need, long free) implements Obstacle {
      @Override
      public String describe() {
        return switch (resource) {
          case CORES -> "needs %s cores, %s free".formatted(cores(need), cores(free));
          case MEMORY -> "needs %d MB of memory, %d MB free".formatted(need, free);
          case DISK -> "needs %d MB of disk, %d MB free".formatted(need, free);
          case PORTS -> "needs %d ports, %d free".formatted(need, free);
        };
      }

      private static String cores(long milliCores) {
        return milliCores % 1_000 == 0
            ? String.valueOf(milliCores / 1_000)
            : milliCores / 1_000 + "." + "%03d".formatted(milliCores % 1_000);
      }
    }

    /// A port that the definition names is in use on the node.
    record PortInUse(int port, String holder) implements Obstacle {
      @Override
      public String describe() {
        return "port %d is held by %s".formatted(port, holder);
      }
    }

    /// The role wants another operating system.
    record OtherSystem(String wanted) implements Obstacle {
      @Override
      public String describe() {
        return "the role needs " + wanted;
      }
    }

    /// The node lacks something that the role needs.
    record NoFeature(String feature) implements Obstacle {
      @Override
      public String describe() {
        return "the node has no " + feature;
      }
    }

    /// As many of the role are on the node as may be.
    record Enough(String role, int max) implements Obstacle {
      @Override
      public String describe() {
        return "at most %d of %s may be on one node".formatted(max, role);
      }
    }

    /// A role is on the node that must be apart.
    record Enemy(String role) implements Obstacle {
      @Override
      public String describe() {
        return "%s is there, which must be apart".formatted(role);
      }
    }

    /// Those that it must be near to are somewhere else.
    record TooFar(String area) implements Obstacle {
      @Override
      public String describe() {
        return "it must be in " + area;
      }
    }

    /// Those that it must be together with are on another node.
    record Elsewhere(NodeId node) implements Obstacle {
      @Override
      public String describe() {
        return "it must be on %s, with its mates".formatted(node);
      }
    }

    /// All instances of the role would fail together.
    record SameFaultDomain(int faultDomain, int min) implements Obstacle {
      @Override
      public String describe() {
        return "the role must span %d fault domains, all of it would be in %d"
            .formatted(min, faultDomain);
      }
    }
  }

  /// What a node can be short of.
  public enum Resource {
    CORES,
    MEMORY,
    DISK,
    PORTS
  }
}
