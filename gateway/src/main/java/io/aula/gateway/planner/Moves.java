package io.aula.gateway.planner;

import io.aula.gateway.graph.FieldMove;
import io.aula.gateway.graph.Node;
import io.aula.gateway.graph.PlanningGraph;
import io.aula.gateway.operation.Argument;
import io.aula.gateway.supergraph.FieldSet;
import io.aula.gateway.supergraph.TypeDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goes one field further: where a path ends, or past a hop whose key, requirements and surroundings can be had from there. */
final class Moves {

    /** What comes from around may itself need what comes from around; a schema that never ends there must not hang us. */
    private static final int MOST_AROUND = 8;

    private final PlanningGraph graph;
    private final Requirements requirements;
    private int aroundNow;

    Moves(PlanningGraph graph, Requirements requirements) {
        this.graph = graph;
        this.requirements = requirements;
    }

    /** The paths gone on with objects of one type. */
    List<Path> narrow(List<Path> paths, String object) {
        var best = new BestPaths();
        for (var path : paths) {
            if (lacksMember(path.node(), object)) {
                return List.of();
            }
            graph.narrow(path.node(), object).ifPresent(node -> best.offer(path.then(new Step.Narrow(node), node, 0)));
            if (graph.isInterfaceObject(path.node())) {
                for (var hop : hops(path, FieldSet.none(), Set.of())) {
                    graph.narrow(hop.node(), object)
                            .ifPresent(node -> best.offer(hop.then(new Step.Narrow(node), node, 0)));
                }
            }
        }
        return best.sorted();
    }

    /** Subgraphs that share a field return only objects that its type in all of them has: members of every union. */
    private boolean lacksMember(Node node, String object) {
        return graph.supergraph().type(node.type()).kind() != TypeDefinition.Kind.INTERFACE
                && graph.narrow(node, object).isEmpty();
    }

    /** The best paths past the field; {@code visited} are nodes that what is needed on the way may not come from. */
    List<Path> move(List<Path> paths, Wanted field, boolean leaf, Set<Node> visited) {
        if (leaf && paths.size() == 1 && !paths.getFirst().deferring()) {
            var only = direct(paths.getFirst(), field);
            if (only.isPresent()) {
                return List.of(only.get());
            }
        }
        var best = new BestPaths();
        for (var path : paths) {
            if (path.deferring() && waits(path, field, best, visited)) {
                continue;
            }
            var direct = direct(path, field);
            direct.ifPresent(found -> best.offer(found));
            if (direct.isPresent() && leaf) {
                continue;
            }
            indirect(path, field, best, visited);
        }
        return best.sorted();
    }

    /** Fetches the field in a visit of its own, where the object can be found again. */
    private boolean waits(Path path, Wanted field, BestPaths best, Set<Node> visited) {
        var here = path.node();
        if (field.name().equals("__typename")) {
            return false;
        }
        var found = false;
        for (var key : graph.ownKeys(here)) {
            // As an entity the object has what its subgraph has of each, and nothing that only the way here made
            // available.
            var again = graph.node(here.type(), here.subgraph());
            var there =
                    graph.field(again, field.name()).flatMap(move -> across(path, again, key, move, field, visited));
            if (there.isPresent()) {
                found = true;
                best.offer(there.get());
            }
        }
        indirect(path, field, best, visited);
        return found
                || graph.objectsOf(here).stream()
                        .anyMatch(object -> !object.equals(here.type())
                                && !graph.ownKeys(graph.node(object, here.subgraph()))
                                        .isEmpty());
    }

    private Optional<Path> direct(Path path, Wanted field) {
        if (field.name().equals("__typename")) {
            return graph.isInterfaceObject(path.node()) ? Optional.empty() : Optional.of(field.from(path, path.node()));
        }
        return graph.field(path.node(), field.name())
                .filter(FieldMove::direct)
                .map(move -> field.from(path, move.target()));
    }

    private void indirect(Path path, Wanted field, BestPaths best, Set<Node> visited) {
        var here = path.node();
        if (isRoot(here.type()) && !(path.step() instanceof Step.Enter)) {
            for (var node : graph.roots(here.type())) {
                if (!node.subgraph().equals(here.subgraph())) {
                    direct(path.then(new Step.Reenter(node), node, Path.CROSSING), field)
                            .ifPresent(found -> best.offer(found));
                }
            }
            return;
        }
        demandingMove(here, field).ifPresent(move -> {
            for (var key : graph.ownKeys(here)) {
                var again = graph.node(here.type(), here.subgraph());
                across(path, again, key, move, field, visited).ifPresent(best::offer);
            }
        });
        for (var jump : graph.jumps(here)) {
            if (visited.contains(jump.target())) {
                continue;
            }
            if (field.name().equals("__typename")) {
                if (!graph.isInterfaceObject(jump.target())) {
                    hop(path, new Step.Hop(jump.target(), jump.key(), FieldSet.none()), visited)
                            .ifPresent(hop -> best.offer(field.from(hop, jump.target())));
                }
                continue;
            }
            graph.field(jump.target(), field.name())
                    .flatMap(move -> across(path, jump.target(), jump.key(), move, field, visited))
                    .ifPresent(best::offer);
        }
    }

    /** The field behind a hop, with all that it wants sent along. */
    private Optional<Path> across(
            Path path, Node target, FieldSet key, FieldMove move, Wanted field, Set<Node> visited) {
        if (move.contexts().isEmpty()) {
            return hop(path, new Step.Hop(target, key, move.requires()), visited)
                    .map(hop -> field.from(hop, move.target()));
        }
        if (aroundNow == MOST_AROUND) {
            return Optional.empty();
        }
        aroundNow++;
        var around = around(path, move, visited);
        aroundNow--;
        return around.flatMap(found -> hop(path, new Step.Hop(target, key, move.requires(), found.contexts()), visited)
                .map(hop -> field.with(found.hidden()).from(hop.needing(found.needs(), found.cost()), move.target())));
    }

    /** What a field's arguments take from around, and what has to be fetched for that. */
    private record Around(List<Step.Context> contexts, List<Argument> hidden, List<List<Path>> needs, int cost) {}

    private Optional<Around> around(Path path, FieldMove move, Set<Node> visited) {
        var found = new Around(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
        var cost = 0;
        for (var argument : move.contexts()) {
            var surrounding = Surrounding.of(path, argument, graph.supergraph());
            if (surrounding.isEmpty()) {
                return Optional.empty();
            }
            var holder = surrounding.get().holder().settled();
            var before = found.needs().size();
            if (!need(surrounding.get().selection(), List.of(holder), found.needs(), visited)
                    || found.needs().size() == before) {
                return Optional.empty();
            }
            for (var alternatives : found.needs().subList(before, found.needs().size())) {
                cost += Math.max(0, alternatives.getFirst().cost() - holder.cost());
            }
            var context = surrounding.get().variable(argument, requirements);
            found.contexts().add(context);
            found.hidden().add(Surrounding.argument(argument, context));
        }
        return Optional.of(new Around(found.contexts(), found.hidden(), found.needs(), cost));
    }

    private boolean isRoot(String type) {
        return type.equals(graph.supergraph().api().graphQl().getQueryType().getName());
    }

    private Optional<FieldMove> demandingMove(Node node, Wanted field) {
        return graph.field(node, field.name()).filter(move -> !move.direct());
    }

    private List<Path> hops(Path path, FieldSet requires, Set<Node> visited) {
        var hops = new ArrayList<Path>();
        for (var jump : graph.jumps(path.node())) {
            hop(path, new Step.Hop(jump.target(), jump.key(), requires), visited)
                    .ifPresent(hops::add);
        }
        return hops;
    }

    /** The hop, if key and requires can be had from where it starts. The fields of one object mostly take the same. */
    private Optional<Path> hop(Path path, Step.Hop step, Set<Node> visited) {
        if (!visited.isEmpty()) {
            return newHop(path, step, visited);
        }
        var known = path.hop(step);
        if (known != null) {
            return Optional.of(known);
        }
        var found = newHop(path, step, visited);
        found.ifPresent(path::remember);
        return found;
    }

    private Optional<Path> newHop(Path path, Step.Hop step, Set<Node> visited) {
        var needs = new ArrayList<List<Path>>();
        var deeper = with(step.target(), visited);
        if (!need(step.key(), List.of(path.settled()), needs, deeper)) {
            return Optional.empty();
        }
        // What is required may come through the target itself: its other fields need nothing of this hop.
        var round = step.requires().isEmpty() ? deeper : visited;
        if (visited.size() > 8 || !need(step.requires(), List.of(path.settled()), needs, round)) {
            return Optional.empty();
        }
        return Optional.of(path.hop(step, needs));
    }

    private static Set<Node> with(Node node, Set<Node> visited) {
        if (visited.isEmpty()) {
            return Set.of(node);
        }
        var all = new HashSet<>(visited);
        all.add(node);
        return all;
    }

    private boolean need(FieldSet set, List<Path> paths, List<List<Path>> needs, Set<Node> visited) {
        for (var item : set.items()) {
            var found = switch (item) {
                case FieldSet.Leaf leaf -> needLeaf(leaf, paths, needs, visited);
                case FieldSet.OnType(var type, var children) -> needOnType(type, children, paths, needs, visited);
            };
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private boolean needOnType(
            String type, FieldSet children, List<Path> paths, List<List<Path>> needs, Set<Node> visited) {
        for (var object : graph.supergraph().type(type).possible()) {
            var same = paths.stream()
                    .filter(path -> path.node().type().equals(object))
                    .toList();
            var narrowed = same.isEmpty() ? narrow(paths, object) : same;
            if (!narrowed.isEmpty() && !need(children, narrowed, needs, visited)) {
                return false;
            }
        }
        return true;
    }

    private boolean needLeaf(FieldSet.Leaf leaf, List<Path> paths, List<List<Path>> needs, Set<Node> visited) {
        var wanted = new Wanted(requirements.responseKey(leaf), leaf.name(), requirements.arguments(leaf), List.of());
        var last = leaf.children().isEmpty();
        var next = move(paths, wanted, last, visited);
        if (next.isEmpty()) {
            return needOfEachObject(leaf, paths, needs, visited);
        }
        if (last) {
            needs.add(next);
            return true;
        }
        var before = needs.size();
        if (!need(leaf.children(), next, needs, visited)) {
            return false;
        }
        if (needs.size() == before) {
            // None of the objects it can hold here has what is required; whether there are any is still to be told.
            needs.add(move(next, new Wanted("__typename", "__typename", List.of(), List.of()), true, visited));
        }
        return true;
    }

    private boolean needOfEachObject(FieldSet.Leaf leaf, List<Path> paths, List<List<Path>> needs, Set<Node> visited) {
        var any = false;
        for (var path : paths) {
            for (var object : graph.objectsOf(path.node())) {
                if (object.equals(path.node().type())) {
                    continue;
                }
                any = true;
                if (!needLeaf(leaf, narrow(paths, object), needs, visited)) {
                    return false;
                }
            }
        }
        return any;
    }
}
