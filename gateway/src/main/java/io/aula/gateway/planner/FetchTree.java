package io.aula.gateway.planner;

import java.util.ArrayList;
import java.util.IdentityHashMap;
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

    /** What {@code path} led to; {@code isNew} if there was no such place before. */
    private record Addition(Path path, Place parent, Step step, boolean isNew) {}

    private final Place root = new Place(null);
    private final Map<Path, Place> places = new IdentityHashMap<>();
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
            places.remove(last.path());
            if (last.isNew()) {
                last.parent().children.remove(last.step());
                cost -= costOf(last.step());
            }
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

    /** Paths share their beginnings, so that most of a path is known from another. */
    Place add(Path path) {
        var step = path.step();
        if (step == null) {
            return root;
        }
        var known = places.get(path);
        if (known != null) {
            return known;
        }
        var parent = add(java.util.Objects.requireNonNull(path.before()));
        var there = parent.children.get(step);
        var place = there == null ? new Place(step) : there;
        places.put(path, place);
        additions.add(new Addition(path, parent, step, there == null));
        if (there == null) {
            parent.children.put(step, place);
            cost += costOf(step);
            place.needs = needs(path);
        }
        return place;
    }

    private List<Place> needs(Path path) {
        if (path.needs().isEmpty()) {
            return List.of();
        }
        var needs = new ArrayList<Place>();
        for (var alternatives : path.needs()) {
            needs.add(add(cheapest(alternatives)));
        }
        return List.copyOf(needs);
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
