package io.aula.gateway.planner;

import io.aula.gateway.graph.PlanningGraph;
import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.Deferral;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.ResponsePath;
import io.aula.gateway.supergraph.TypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Walks an operation and keeps, for every leaf, the best path through each subgraph that can end there. */
final class PathFinder {

    private static final int MAX_LEAVES = 5_000;
    private final PlanningGraph graph;
    private final Moves moves;
    private final List<List<Path>> leaves = new ArrayList<>();
    private final Map<Integer, LaterPart> laterParts = new TreeMap<>();
    private int part;

    PathFinder(PlanningGraph graph, Requirements requirements) {
        this.graph = graph;
        this.moves = new Moves(graph, requirements);
    }

    /** The candidate paths of each leaf, cheapest first. */
    List<List<Path>> leaves(SelectionSet operation) {
        var root = Path.root();
        var entries = graph.roots(operation.type()).stream()
                .map(node -> root.then(new Step.Enter(node), node, Path.CROSSING))
                .toList();
        walk(operation, operation.type(), entries, List.of());
        return leaves;
    }

    /** A fragment that may be answered later, and the part of the response it stands in. */
    record LaterPart(Deferral deferral, int parent, ResponsePath path) {}

    /** The deferred fragments met, by their number. */
    Map<Integer, LaterPart> laterParts() {
        return laterParts;
    }

    private void walk(SelectionSet set, String type, List<Path> paths, List<Condition> outer) {
        for (var selection : set.selections()) {
            if (leaves.size() > MAX_LEAVES) {
                throw new PlanningException("the operation selects more than " + MAX_LEAVES + " fields");
            }
            switch (selection) {
                case FieldSelection field -> field(field, type, paths, both(outer, field.conditions()));
                case InlineFragment fragment -> {
                    var conditions = both(outer, fragment.conditions());
                    fragment.deferral()
                            .ifPresentOrElse(
                                    deferral -> later(deferral, fragment, type, paths, conditions),
                                    () -> fragment(fragment, type, paths, conditions));
                }
            }
        }
    }

    private void later(
            Deferral deferral, InlineFragment fragment, String type, List<Path> paths, List<Condition> conditions) {
        var outer = part;
        if (!paths.isEmpty()) {
            laterParts.put(
                    deferral.id(),
                    new LaterPart(deferral, outer, paths.getFirst().responsePath()));
        }
        part = deferral.id();
        fragment(fragment, type, paths.stream().map(this::later).toList(), conditions);
        part = outer;
    }

    private Path later(Path path) {
        return path.step() instanceof Step.Enter(var node, var ignored)
                ? Path.root().then(new Step.Enter(node, part), node, Path.CROSSING)
                : path.then(new Step.Defer(part), path.node(), 0);
    }

    private static List<Condition> both(List<Condition> outer, List<Condition> inner) {
        if (outer.isEmpty() || inner.isEmpty()) {
            return outer.isEmpty() ? inner : outer;
        }
        var all = new ArrayList<>(outer);
        inner.stream().filter(condition -> !all.contains(condition)).forEach(all::add);
        return List.copyOf(all);
    }

    private void field(FieldSelection field, String type, List<Path> paths, List<Condition> conditions) {
        if (ignored(field, paths)) {
            return;
        }
        var follow = new Wanted(field.responseKey(), field.name(), field.arguments(), conditions);
        // Constant conditions may have emptied the selection of an object, which is no leaf for that.
        var leaf = field.name().startsWith("__") || !graph.supergraph().isComposite(childType(type, field.name()));
        var next = moves.move(paths, follow, leaf, Set.of());
        if (expands(type, paths, next)) {
            var reached = false;
            var complete = paths.stream()
                    .filter(path -> everyObjectAnswers(path, follow, leaf))
                    .toList();
            for (var object : graph.supergraph().type(type).possible()) {
                var narrowed = moves.narrow(complete, object);
                if (!narrowed.isEmpty()) {
                    reached = true;
                    field(field, object, narrowed, conditions);
                }
            }
            if (reached) {
                return;
            }
        }
        if (next.isEmpty()) {
            throw new PlanningException("no subgraph answers " + type + "." + field.name() + " here");
        }
        if (leaf) {
            leaves.add(next);
            return;
        }
        var child = childType(type, field.name());
        var before = leaves.size();
        walk(field.selections(), child, next, List.of());
        if (leaves.size() == before) {
            // Nothing below can be had from where the field is resolved; whether there is an object still shows.
            leaves.add(moves.move(next, new Wanted("__typename", "__typename", List.of(), List.of()), true, Set.of()));
        }
    }

    /** Who asks for an interface's field wants it of whatever object comes, so all of them must answer from one place. */
    private boolean everyObjectAnswers(Path path, Wanted field, boolean leaf) {
        return graph.objectsOf(path.node()).stream().allMatch(object -> {
            var narrowed = moves.narrow(List.of(path), object);
            return narrowed.isEmpty()
                    || !moves.move(narrowed, field, leaf, Set.of()).isEmpty();
        });
    }

    private String childType(String type, String field) {
        return graph.supergraph().type(type).field(field).orElseThrow().type().name();
    }

    private static boolean ignored(FieldSelection field, List<Path> paths) {
        return field.name().startsWith("__") && paths.stream().allMatch(path -> path.step() instanceof Step.Enter);
    }

    /** An interface field that the interface itself cannot answer is asked of each implementation. */
    private boolean expands(String type, List<Path> from, List<Path> found) {
        if (!graph.supergraph().type(type).isAbstract()) {
            return false;
        }
        if (from.stream().allMatch(path -> graph.isInterfaceObject(path.node())) && !found.isEmpty()) {
            return false;
        }
        if (found.isEmpty()) {
            return true;
        }
        var cheapest = from.stream().mapToInt(Path::cost).min().orElse(0);
        return found.getFirst().cost() >= cheapest + Path.CROSSING
                && !(found.getFirst().before() instanceof Path before
                        && before.step() instanceof Step.Hop hop
                        && graph.isInterfaceObject(hop.target()));
    }

    private void fragment(InlineFragment fragment, String type, List<Path> paths, List<Condition> conditions) {
        var condition = fragment.typeCondition();
        if (condition.equals(type)) {
            walk(fragment.selections(), type, paths, conditions);
            return;
        }
        var wanted = graph.supergraph().type(condition).possible();
        var here = graph.supergraph().type(type).possible();
        if (graph.supergraph().type(type).kind() == TypeDefinition.Kind.OBJECT) {
            if (wanted.contains(type)) {
                walk(fragment.selections(), type, paths, conditions);
            }
            return;
        }
        for (var object : wanted) {
            if (!here.contains(object)) {
                continue;
            }
            var narrowed = moves.narrow(paths, object);
            if (!narrowed.isEmpty()) {
                walk(fragment.selections(), object, narrowed, conditions);
            }
        }
    }
}
