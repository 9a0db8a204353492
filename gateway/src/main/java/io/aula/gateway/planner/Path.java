package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way from the root to a field, as a linked list. {@code needs} are the alternatives for each leaf that a hop must have fetched
 * before it; {@code route} stands for the nodes it crossed at; {@code deferring} says that nothing may be asked here without a
 * hop, because it would be fetched too early.
 */
final class Path {

    static final int CROSSING = 1000;

    private final @Nullable Path before;
    private final @Nullable Step step;
    private final @Nullable Node end;
    private final int cost;
    private final List<List<Path>> needs;
    private final int route;
    private final boolean deferring;

    private List<Path> hops = List.of();
    private @Nullable FetchTree tree;
    private FetchTree.@Nullable Place place;

    private Path(
            @Nullable Path before,
            @Nullable Step step,
            @Nullable Node end,
            int cost,
            List<List<Path>> needs,
            int route,
            boolean deferring) {
        this.before = before;
        this.step = step;
        this.end = end;
        this.cost = cost;
        this.needs = needs;
        this.route = route;
        this.deferring = deferring;
    }

    @Nullable
    Path before() {
        return before;
    }

    @Nullable
    Step step() {
        return step;
    }

    int cost() {
        return cost;
    }

    List<List<Path>> needs() {
        return needs;
    }

    boolean deferring() {
        return deferring;
    }

    static Path root() {
        return new Path(null, null, null, 0, List.of(), 0, false);
    }

    Path then(Step step, Node target, int extra) {
        var waits = step instanceof Step.Defer || step instanceof Step.Narrow && deferring;
        var crosses = step instanceof Step.Enter || step instanceof Step.Reenter;
        return new Path(this, step, target, cost + extra, List.of(), crosses ? through(target) : route, waits);
    }

    /** The same way for what a later hop needs, which is fetched at once. */
    Path settled() {
        return deferring ? new Path(before, step, end, cost, needs, route, false) : this;
    }

    Path hop(Step.Hop step, List<List<Path>> needs) {
        var total = cost + CROSSING + extra(needs);
        return new Path(this, step, step.target(), total, needs, through(node()), false);
    }

    /** That hop from here, if it was found before. */
    @Nullable
    Path hop(Step.Hop step) {
        for (var i = 0; i < hops.size(); i++) {
            if (step.equals(hops.get(i).step)) {
                return hops.get(i);
            }
        }
        return null;
    }

    void remember(Path hop) {
        if (hops.isEmpty()) {
            hops = new ArrayList<>(2);
        }
        hops.add(hop);
    }

    /** Where in the tree this path leads, if it was there last. Many share their beginnings, which are walked once. */
    FetchTree.@Nullable Place placeIn(FetchTree wanted) {
        return tree == wanted ? place : null;
    }

    void leadsTo(@Nullable FetchTree tree, FetchTree.@Nullable Place place) {
        this.tree = tree;
        this.place = place;
    }

    /** What it costs to have all of these besides; hops that they share are paid once. */
    private int extra(List<List<Path>> needs) {
        if (needs.size() <= 1) {
            return needs.isEmpty() ? 0 : Math.max(0, needs.getFirst().getFirst().cost() - cost);
        }
        var paid = new HashSet<Step>();
        var extra = 0;
        for (var alternatives : needs) {
            var cheapest = alternatives.getFirst();
            var unpaid = 0;
            for (var part = cheapest; part != this && part.before() instanceof Path before; part = before) {
                if (paid.add(java.util.Objects.requireNonNull(part.step()))) {
                    unpaid += part.cost() - before.cost();
                }
            }
            extra += Math.min(unpaid, Math.max(0, cheapest.cost() - cost));
        }
        return extra;
    }

    /** The same hop after more has been fetched, above where it starts. */
    Path needing(List<List<Path>> more, int extra) {
        var all = new ArrayList<>(needs);
        all.addAll(more);
        return new Path(before, step, end, cost + extra, all, route, deferring);
    }

    private int through(Node node) {
        return 31 * route + node.hashCode();
    }

    /** Whether both crossed at the same nodes, so that one of them is enough. */
    boolean sameRoute(Path other) {
        return route == other.route;
    }

    /** Whether both begin in the same subgraph. */
    boolean sameEntry(Path other) {
        return entry().equals(other.entry());
    }

    private Node entry() {
        var part = this;
        while (part.before() instanceof Path before && before.step() != null) {
            part = before;
        }
        return part.node();
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
