package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The best paths to each node. Equally long ones stay apart while they go by different nodes, because another leaf may need one of
 * these anyway:
 *
 * <pre>
 *   a ─┐
 *      ├─▶ c     both cost two requests; b may answer a sibling that a cannot
 *   b ─┘
 * </pre>
 */
final class BestPaths {

    private static final int TIES = 4;

    private final Map<Node, List<Path>> byEnd = new LinkedHashMap<>();

    void offer(Path path) {
        var known = byEnd.computeIfAbsent(path.node(), _ -> new ArrayList<>(1));
        if (known.isEmpty()) {
            known.add(path);
            return;
        }
        var best = known.getFirst().cost();
        if (path.cost() >= best + Path.CROSSING) {
            return;
        }
        if (path.cost() + Path.CROSSING <= best) {
            known.clear();
            known.add(path);
            return;
        }
        for (var i = 0; i < known.size(); i++) {
            if (known.get(i).sameRoute(path)) {
                if (path.cost() < known.get(i).cost()) {
                    known.set(i, path);
                }
                return;
            }
        }
        if (known.size() < TIES) {
            known.add(path);
        }
    }

    /** Cheapest first. */
    List<Path> sorted() {
        if (byEnd.size() == 1) {
            var only = byEnd.values().iterator().next();
            if (only.size() == 1) {
                return List.of(only.getFirst());
            }
        }
        var all = new ArrayList<Path>();
        byEnd.values().forEach(all::addAll);
        all.sort(Comparator.comparingInt(Path::cost));
        return all;
    }
}
