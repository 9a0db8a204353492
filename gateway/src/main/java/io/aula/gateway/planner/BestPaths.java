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
 *
 * <p>So do those that are a request longer, if they begin in another subgraph: others may begin there anyway.
 */
final class BestPaths {

    private static final int TIES = 4;

    private final Map<Node, List<Path>> byEnd = new LinkedHashMap<>();

    void offer(Path path) {
        var known = byEnd.computeIfAbsent(path.node(), _ -> new ArrayList<>(1));
        for (var i = 0; i < known.size(); i++) {
            var other = known.get(i);
            if (needless(path, other)) {
                return;
            }
            if (other.sameRoute(path)) {
                if (path.cost() < other.cost()) {
                    known.set(i, path);
                }
                return;
            }
        }
        known.removeIf(other -> needless(other, path));
        if (known.size() < TIES) {
            known.add(path);
        }
    }

    /** Not if it only begins in a request that may be made anyway. */
    private static boolean needless(Path path, Path other) {
        var more = path.cost() - other.cost();
        return more >= 2 * Path.CROSSING || more >= Path.CROSSING && path.sameEntry(other);
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
