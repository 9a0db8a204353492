package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from the root to a field, as a linked list. {@code needs} are the alternatives for each leaf that a hop must have fetched
 * before it; {@code origin} is where it last crossed from; {@code deferring} says that nothing may be asked here without a hop,
 * because it would be fetched too early.
 */
record Path(
        @Nullable Path before,
        @Nullable Step step,
        @Nullable Node end,
        int cost,
        List<List<Path>> needs,
        @Nullable Node origin,
        boolean deferring) {

    static final int CROSSING = 1000;

    static Path root() {
        return new Path(null, null, null, 0, List.of(), null, false);
    }

    Path then(Step step, Node target, int extra) {
        var waits = step instanceof Step.Defer || step instanceof Step.Narrow && deferring;
        var from = step instanceof Step.Reenter ? end : origin;
        return new Path(this, step, target, cost + extra, List.of(), from, waits);
    }

    /** The same way for what a later hop needs, which is fetched at once. */
    Path settled() {
        return deferring ? new Path(before, step, end, cost, needs, origin, false) : this;
    }

    Path hop(Step.Hop step, List<List<Path>> needs) {
        var extra = CROSSING;
        for (var alternatives : needs) {
            extra += Math.max(0, alternatives.getFirst().cost() - cost);
        }
        return new Path(this, step, step.target(), cost + extra, needs, end, false);
    }

    /** The same hop after more has been fetched, above where it starts. */
    Path needing(List<List<Path>> more, int extra) {
        var all = new ArrayList<>(needs);
        all.addAll(more);
        return new Path(before, step, end, cost + extra, all, origin, deferring);
    }

    /** Whether both crossed to the subgraph they are in from the same node. */
    boolean leftFrom(Path other) {
        return java.util.Objects.equals(origin, other.origin);
    }

    Node node() {
        return java.util.Objects.requireNonNull(end);
    }

    /** Where in the response the path ends, without list positions. */
    ResponsePath responsePath() {
        var path = ResponsePath.root();
        for (var part : parts()) {
            if (part.step() instanceof Step.Follow follow) {
                path = path.then(new PathSegment.Field(follow.responseKey()));
            }
        }
        return path;
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
