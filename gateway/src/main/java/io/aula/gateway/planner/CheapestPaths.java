package io.aula.gateway.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses one path for every leaf so that all together cost least: greedy first, then branch and bound until the budget is used up.
 * The best choice so far is always at hand, so that planning never fails for want of work. Paths are counted and no time is taken,
 * since a busy machine must not plan worse: plans are kept long after it has calmed down.
 */
final class CheapestPaths {

    private final List<Open> open = new ArrayList<>();
    private final FetchTree tree = new FetchTree();
    private int budget;
    private int bestCost = Integer.MAX_VALUE;
    private List<Path> best = List.of();
    private final List<Path> chosen = new ArrayList<>();

    /** A leaf that can be had in several ways. */
    private record Open(int leaf, List<Path> paths) {

        int count() {
            return paths.size();
        }
    }

    /** {@code budget} is how many paths are priced at most. */
    CheapestPaths(int budget) {
        this.budget = budget;
    }

    FetchTree choose(List<List<Path>> leaves) {
        var fixed = new ArrayList<Path>(leaves.size());
        var picked = new Path[leaves.size()];
        for (var leaf = 0; leaf < picked.length; leaf++) {
            var paths = leaves.get(leaf);
            picked[leaf] = paths.getFirst();
            if (paths.size() == 1) {
                fixed.add(picked[leaf]);
            } else {
                open.add(new Open(leaf, paths));
            }
        }
        if (!open.isEmpty()) {
            fixed.sort(Comparator.comparingInt(Path::cost));
            fixed.forEach(tree::add);
            open.sort(Comparator.comparingInt(Open::count));
            greedy();
            search(0);
            for (var i = 0; i < open.size(); i++) {
                picked[open.get(i).leaf()] = best.get(i);
            }
        }
        var result = new FetchTree();
        // In the order of the operation, so that documents read like it; what is shared costs the same either way.
        for (var path : picked) {
            result.add(path);
        }
        return result;
    }

    private void greedy() {
        var mark = tree.mark();
        for (var each : open) {
            var cheapest = tree.cheapest(each.paths());
            tree.add(cheapest);
            chosen.add(cheapest);
        }
        keep();
        tree.undo(mark);
        chosen.clear();
    }

    private void keep() {
        if (tree.cost() < bestCost) {
            bestCost = tree.cost();
            best = List.copyOf(chosen);
        }
    }

    private void search(int index) {
        if (tree.cost() + open.size() - index >= bestCost || budget <= 0) {
            return;
        }
        if (index == open.size()) {
            keep();
            return;
        }
        for (var path : promising(open.get(index).paths())) {
            var mark = tree.mark();
            tree.add(path);
            chosen.add(path);
            search(index + 1);
            chosen.removeLast();
            tree.undo(mark);
        }
    }

    /** Cheapest first; where one needs no further request, the others cannot be better. */
    private List<Path> promising(List<Path> paths) {
        record Priced(Path path, int cost) {}
        budget -= paths.size();
        var priced = new ArrayList<Priced>();
        for (var path : paths) {
            priced.add(new Priced(path, tree.costOf(path)));
        }
        priced.sort(Comparator.comparingInt(Priced::cost));
        if (priced.getFirst().cost() < Path.CROSSING) {
            return List.of(priced.getFirst().path());
        }
        return priced.stream().map(Priced::path).toList();
    }
}
