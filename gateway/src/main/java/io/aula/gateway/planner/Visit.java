package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One visit to a subgraph, in the making: where, with what, for what, and after which others. */
final class Visit {

    final Node target;
    final ResponsePath path;
    final boolean entity;
    final Output output = new Output();
    final Set<Visit> after = new LinkedHashSet<>();
    final List<Representation> representations = new ArrayList<>();

    Visit(Node target, ResponsePath path, boolean entity) {
        this.target = target;
        this.path = path;
        this.entity = entity;
    }

    boolean dependsOn(Visit other) {
        for (var earlier : after) {
            if (earlier == other || earlier.dependsOn(other)) {
                return true;
            }
        }
        return false;
    }

    int level() {
        var level = 0;
        for (var earlier : after) {
            level = Math.max(level, earlier.level() + 1);
        }
        return level;
    }
}
