package io.aula.gateway.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    private final List<Path> best = new ArrayList<>(4);

    void offer(Path path) {
        var ties = 0;
        for (var i = 0; i < best.size(); i++) {
            var other = best.get(i);
            if (!other.node().equals(path.node())) {
                continue;
            }
            if (needless(path, other)) {
                return;
            }
            if (other.sameRoute(path)) {
                if (path.cost() < other.cost()) {
                    best.set(i, path);
                }
                return;
            }
            if (needless(other, path)) {
                best.remove(i--);
            } else {
                ties++;
            }
        }
        if (ties < TIES) {
            best.add(path);
        }
    }

    /** Whether {@code path} is so much longer that nothing can make up for it: a request, or two if it begins elsewhere. */
    private static boolean needless(Path path, Path other) {
        var more = path.cost() - other.cost();
        return more >= 2 * Path.CROSSING || more >= Path.CROSSING && path.sameEntry(other);
    }

    /** Cheapest first. */
    List<Path> sorted() {
        if (best.size() > 1) {
            best.sort(Comparator.comparingInt(Path::cost));
        }
        return best;
    }
}
