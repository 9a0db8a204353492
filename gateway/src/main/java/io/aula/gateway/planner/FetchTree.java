package io.aula.gateway.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chosen paths laid over one another; what they share is fetched once. Additions can be taken back, for searching.
 *
 * <p>Look-ups of one subgraph in one wave travel together, so that only the first of them costs a request.
 */
final class FetchTree {

    /** What a look-up costs that travels with another: less than a request, more than any field. */
    private static final int PASSENGER = 100;

    /** A place in the tree; {@code needs} are the leaves that a hop must have fetched first. */
    static final class Place {

        final @Nullable Step step;
        /** Most places are leaves, and do without a map of their own. */
        Map<Step, Place> children = Map.of();

        List<Place> needs = List.of();
        /** What fetches it, once that is known. */
        @Nullable
        Visit visit;

        private int wave = -1;
        private int cost;

        Place(@Nullable Step step) {
            this.step = step;
        }
    }

    /** What a path led to; {@code isNew} if there was no such place before; {@code known} is the path if it remembers it. */
    private record Addition(
            Place parent,
            Place place,
            boolean isNew,
            @Nullable Path known) {}

    private final Place root = new Place(null);
    /** What can be taken back; kept only while somebody may want to. */
    private final List<Addition> additions = new ArrayList<>();

    private int trials;
    /** How many look-ups each subgraph has in each wave. */
    private final List<Map<String, int[]>> lookups = new ArrayList<>();

    private int cost;

    Place root() {
        return root;
    }

    int cost() {
        return cost;
    }

    /** Begins a trial, which {@link #undo} must end. */
    int mark() {
        trials++;
        return additions.size();
    }

    /** Takes back everything added since the mark. */
    void undo(int mark) {
        trials--;
        while (additions.size() > mark) {
            var last = additions.removeLast();
            if (last.known() != null) {
                last.known().leadsTo(null, null);
            }
            if (last.isNew()) {
                last.parent().children.remove(last.place().step);
                cost -= last.place().cost;
                if (last.place().step instanceof Step.Hop hop) {
                    lookups(hop, last.place().wave)[0]--;
                }
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

    Place add(Path path) {
        return add(path, null);
    }

    private Place beginning(Path path) {
        if (path.step() == null) {
            return root;
        }
        var known = path.placeIn(this);
        return known == null ? add(path, path) : known;
    }

    private Place add(Path path, @Nullable Path remembered) {
        var step = java.util.Objects.requireNonNull(path.step());
        var parent = beginning(java.util.Objects.requireNonNull(path.before()));
        var there = parent.children.get(step);
        var place = there == null ? new Place(step) : there;
        if (remembered != null) {
            remembered.leadsTo(this, place);
        }
        if (trials > 0 && (there == null || remembered != null)) {
            additions.add(new Addition(parent, place, there == null, remembered));
        }
        if (there == null) {
            if (parent.children.isEmpty()) {
                parent.children = new LinkedHashMap<>();
            }
            parent.children.put(step, place);
            place.needs = needs(path);
            place.wave = wave(step, parent, place.needs);
            place.cost = costOf(step, place.wave);
            cost += place.cost;
        }
        return place;
    }

    private static int wave(Step step, Place parent, List<Place> needs) {
        return switch (step) {
            case Step.Follow _, Step.Narrow _, Step.Defer _ -> parent.wave;
            case Step.Enter _, Step.Reenter _ -> parent.wave + 1;
            case Step.Hop _ -> {
                var last = parent.wave;
                for (var need : needs) {
                    last = Math.max(last, need.wave);
                }
                yield last + 1;
            }
        };
    }

    private List<Place> needs(Path path) {
        if (path.needs().isEmpty()) {
            return List.of();
        }
        var needs = new ArrayList<Place>(path.needs().size());
        for (var alternatives : path.needs()) {
            needs.add(add(cheapest(alternatives)));
        }
        return needs;
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

    private int costOf(Step step, int wave) {
        return switch (step) {
            case Step.Follow _ -> 1;
            case Step.Narrow _, Step.Defer _ -> 0;
            case Step.Enter _, Step.Reenter _ -> Path.CROSSING;
            case Step.Hop hop -> lookups(hop, wave)[0]++ == 0 ? Path.CROSSING : PASSENGER;
        };
    }

    private int[] lookups(Step.Hop hop, int wave) {
        while (lookups.size() <= wave) {
            lookups.add(new HashMap<>());
        }
        return lookups.get(wave).computeIfAbsent(hop.target().subgraph(), _ -> new int[1]);
    }
}
