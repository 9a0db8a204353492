package io.aula.gateway.planner;

import io.aula.gateway.graph.Node;
import io.aula.gateway.plan.ContextVariable;
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
    final int part;
    final Output output = new Output();
    final Set<Visit> after = new LinkedHashSet<>();
    final List<Representation> representations = new ArrayList<>();
    final Set<ContextVariable> contexts = new LinkedHashSet<>();
    /** Its place in the list that is being looked at. */
    int number;

    Visit(Node target, ResponsePath path, boolean entity) {
        this(target, path, entity, 0);
    }

    /** {@code part} is the part of the response it is for: 0 for the first, or a deferral's number. */
    Visit(Node target, ResponsePath path, boolean entity, int part) {
        this.part = part;
        this.target = target;
        this.path = path;
        this.entity = entity;
    }

    /** Each is equal to itself alone; this tells most apart, and takes no call into the JVM. */
    @Override
    public int hashCode() {
        return 31 * path.hashCode() + target.hashCode();
    }
}
