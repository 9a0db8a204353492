package io.aula.gateway.planner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aula.gateway.graph.PlanningGraph;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.QueryPlan;
import io.aula.gateway.supergraph.Supergraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Turns operations into plans; safe to share between threads. */
public final class QueryPlanner {

    private static final int PATH_BUDGET = 4_000;
    private static final int LABEL_SETS = 16;

    private final Supergraph supergraph;
    private final AskOwners owners;
    private final RequiredObjects required;
    private final Cache<Set<String>, PlanningGraph> graphs =
            Caffeine.newBuilder().maximumSize(LABEL_SETS).build();

    public QueryPlanner(Supergraph supergraph) {
        this.supergraph = supergraph;
        this.owners = new AskOwners(supergraph);
        this.required = new RequiredObjects(supergraph);
    }

    public QueryPlan plan(Operation operation) {
        return plan(operation, Set.of());
    }

    /** The plan when these override labels are active. */
    public QueryPlan plan(Operation operation, Set<String> labels) {
        var graph = graphs.get(Set.copyOf(labels), active -> new PlanningGraph(supergraph, active));
        return new Planning(graph, owners.in(operation), required, PlanningWatcher.NONE).plan();
    }

    /** The same plan, telling how it came about. */
    QueryPlan plan(Operation operation, PlanningWatcher watcher) {
        return new Planning(new PlanningGraph(supergraph, Set.of()), owners.in(operation), required, watcher).plan();
    }

    private static final class Planning {

        private final PlanningGraph graph;
        private final Operation operation;
        private final Requirements requirements;
        private final PlanBuilder builder;
        private final PlanningWatcher watcher;
        private final Map<Integer, PathFinder.LaterPart> laterParts = new HashMap<>();
        private final Map<Integer, List<Visit>> laterVisits = new TreeMap<>();

        Planning(PlanningGraph graph, Operation operation, RequiredObjects required, PlanningWatcher watcher) {
            this.watcher = watcher;
            this.graph = graph;
            this.operation = operation;
            var taken = new HashSet<String>();
            collectTaken(operation.selections(), required, taken);
            var variables = new HashSet<String>();
            for (var variable : operation.variables()) {
                variables.add(variable.name());
            }
            this.requirements = new Requirements(taken, variables);
            this.builder = new PlanBuilder(operation);
        }

        QueryPlan plan() {
            var nodes = operation.kind() == OperationKind.MUTATION
                    ? serial(operation.selections())
                    : first(watched(operation.selections()), operation.kind());
            if (operation.kind() == OperationKind.SUBSCRIPTION && nodes.getFirst() instanceof PlanNode.Fetch root) {
                var rest = sequence(nodes.subList(1, nodes.size()));
                return new QueryPlan(operation, Optional.of(new PlanNode.Subscription(root, rest)));
            }
            var parts = laterParts();
            return new QueryPlan(
                    operation,
                    parts.isEmpty() ? sequence(nodes) : Optional.of(new PlanNode.Deferred(sequence(nodes), parts)));
        }

        /** The fetches of the first part of the response; those of later parts are kept for {@link #laterParts}. */
        private List<PlanNode> first(List<Visit> visits, OperationKind rootKind) {
            var first = new ArrayList<Visit>();
            for (var visit : visits) {
                if (visit.part == 0) {
                    first.add(visit);
                } else {
                    laterVisits
                            .computeIfAbsent(visit.part, _ -> new ArrayList<>())
                            .add(visit);
                }
            }
            return builder.waves(first, rootKind);
        }

        private List<PlanNode.DeferredPart> laterParts() {
            var parts = new ArrayList<PlanNode.DeferredPart>();
            laterVisits.forEach((id, visits) -> {
                var later = java.util.Objects.requireNonNull(laterParts.get(id));
                var node = sequence(builder.waves(visits, OperationKind.QUERY)).orElseThrow();
                parts.add(new PlanNode.DeferredPart(
                        id,
                        fetchingParent(later),
                        later.deferral().label(),
                        later.deferral().switchedBy(),
                        later.path(),
                        node));
            });
            return parts;
        }

        /** A part that comes with its surroundings, for want of a request of its own, is no part. */
        private int fetchingParent(PathFinder.LaterPart part) {
            var parent = part.parent();
            while (parent != 0 && !laterVisits.containsKey(parent)) {
                parent =
                        java.util.Objects.requireNonNull(laterParts.get(parent)).parent();
            }
            return parent;
        }

        private List<Visit> watched(SelectionSet selections) {
            var visits = visits(selections, watcher);
            watcher.fetchGraph(visits);
            return visits;
        }

        private List<Visit> visits(SelectionSet selections, PlanningWatcher told) {
            var finder = new PathFinder(graph, requirements);
            var leaves = finder.leaves(selections);
            laterParts.putAll(finder.laterParts());
            told.candidates(leaves);
            var tree = new CheapestPaths(PATH_BUDGET).choose(leaves);
            var merging = new MergeSiblingVisits(true);
            var visits = merging.rewrite(new VisitBuilder(graph, requirements).visits(tree));
            if (!merging.delays()) {
                return visits;
            }
            // Who waits longer may miss company it would have had, and then the merge saved nothing.
            var prompt = new MergeSiblingVisits(false).rewrite(new VisitBuilder(graph, requirements).visits(tree));
            return PlanBuilder.requests(prompt) < PlanBuilder.requests(visits) ? prompt : visits;
        }

        /** Mutations run one after the other; neighbours share a request while nothing has to be read between them. */
        private List<PlanNode> serial(SelectionSet selections) {
            var nodes = new ArrayList<PlanNode>();
            var group = new ArrayList<Selection>();
            for (var selection : selections.selections()) {
                if (selection instanceof FieldSelection field && field.name().startsWith("__")) {
                    continue;
                }
                var longer = new ArrayList<Selection>(group);
                longer.add(selection);
                if (!group.isEmpty() && !shareRequest(selections.type(), group, longer)) {
                    nodes.addAll(first(watched(new SelectionSet(selections.type(), group)), OperationKind.MUTATION));
                    longer = new ArrayList<>(List.of(selection));
                }
                group = longer;
            }
            if (!group.isEmpty()) {
                nodes.addAll(first(watched(new SelectionSet(selections.type(), group)), OperationKind.MUTATION));
            }
            return nodes;
        }

        private boolean shareRequest(String type, List<Selection> group, List<Selection> longer) {
            return visits(new SelectionSet(type, group), PlanningWatcher.NONE).size() == 1
                    && visits(new SelectionSet(type, longer), PlanningWatcher.NONE).stream()
                                    .filter(visit -> visit.path.isRoot())
                                    .count()
                            == 1;
        }

        private static Optional<PlanNode> sequence(List<PlanNode> nodes) {
            return switch (nodes.size()) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(nodes.getFirst());
                default -> Optional.of(new PlanNode.Sequence(nodes));
            };
        }

        private static void collectTaken(SelectionSet set, RequiredObjects required, Set<String> taken) {
            for (var selection : set.selections()) {
                switch (selection) {
                    case FieldSelection field -> {
                        if (field.aliased() || !field.arguments().isEmpty() || required.isAtRisk(field)) {
                            taken.add(field.responseKey());
                        }
                        collectTaken(field.selections(), required, taken);
                    }
                    case InlineFragment fragment -> collectTaken(fragment.selections(), required, taken);
                }
            }
        }
    }
}
