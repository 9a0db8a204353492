package io.aula.gateway.planner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chosen paths laid over one another; what they share is fetched once. Additions can be taken back, for searching. */
final class FetchTree {

    /** A place in the tree; {@code needs} are the leaves that a hop must have fetched first. */
    static final class Place {

        final @Nullable Step step;
        final Map<Step, Place> children = new LinkedHashMap<>();
        List<Place> needs = List.of();

        Place(@Nullable Step step) {
            this.step = step;
        }
    }

    private record Addition(Place parent, Step step) {}

    private final Place root = new Place(null);
    private final List<Addition> additions = new ArrayList<>();
    private int cost;

    Place root() {
        return root;
    }

    int cost() {
        return cost;
    }

    int mark() {
        return additions.size();
    }

    /** Takes back everything added since the mark. */
    void undo(int mark) {
        while (additions.size() > mark) {
            var last = additions.removeLast();
            last.parent().children.remove(last.step());
            cost -= costOf(last.step());
        }
    }

    /** What adding the path would cost now. */
    int costOf(Path path) {
        var before = cost;
        var mark = mark();
        add(path);
        var extra = cost - before;
        undo(mark);
        return extra;
    }

    Place add(Path path) {
        var place = root;
        for (var part : path.parts()) {
            place = child(place, part);
        }
        return place;
    }

    private Place child(Place parent, Path part) {
        var step = java.util.Objects.requireNonNull(part.step());
        var known = parent.children.get(step);
        if (known != null) {
            return known;
        }
        var place = new Place(step);
        parent.children.put(step, place);
        additions.add(new Addition(parent, step));
        cost += costOf(step);
        var needs = new ArrayList<Place>();
        for (var alternatives : part.needs()) {
            needs.add(add(cheapest(alternatives)));
        }
        place.needs = List.copyOf(needs);
        return place;
    }

    Path cheapest(List<Path> alternatives) {
        var best = alternatives.getFirst();
        if (alternatives.size() == 1) {
            return best;
        }
        var bestCost = costOf(best);
        for (var other : alternatives.subList(1, alternatives.size())) {
            var otherCost = costOf(other);
            if (otherCost < bestCost) {
                best = other;
                bestCost = otherCost;
            }
        }
        return best;
    }

    private static int costOf(Step step) {
        return switch (step) {
            case Step.Follow _ -> 1;
            case Step.Narrow _, Step.Defer _ -> 0;
            case Step.Enter _, Step.Hop _, Step.Reenter _ -> Path.CROSSING;
        };
    }
}
