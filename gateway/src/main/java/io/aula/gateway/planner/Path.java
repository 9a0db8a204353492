package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from the root to a field, as a linked list. {@code needs} are the alternatives for each leaf that a hop must have fetched
 * before it.
 */
record Path(
        @Nullable Path before,
        @Nullable Step step,
        @Nullable Node end,
        int cost,
        List<List<Path>> needs,
        @Nullable Node origin) {

    static final int CROSSING = 1000;

    static Path root() {
        return new Path(null, null, null, 0, List.of(), null);
    }

    Path then(Step step, Node end, int extra) {
        return new Path(this, step, end, cost + extra, List.of(), step instanceof Step.Reenter ? this.end : origin);
    }

    Path hop(Step.Hop step, List<List<Path>> needs) {
        var extra = CROSSING;
        for (var alternatives : needs) {
            extra += Math.max(0, alternatives.getFirst().cost() - cost);
        }
        return new Path(this, step, step.target(), cost + extra, needs, end);
    }

    /** Whether both crossed to the subgraph they are in from the same node. */
    boolean leftFrom(Path other) {
        return java.util.Objects.equals(origin, other.origin);
    }

    Node node() {
        return java.util.Objects.requireNonNull(end);
    }

    /** The parts of this path from the root on. */
    List<Path> parts() {
        var parts = new ArrayList<Path>();
        for (var part = this; part != null && part.step() != null; part = part.before()) {
            parts.add(part);
        }
        Collections.reverse(parts);
        return parts;
    }
}
