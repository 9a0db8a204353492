package io.aula.gateway.graph;

import io.aula.gateway.supergraph.ContextArgument;
import io.aula.gateway.supergraph.FieldDefinition;
import io.aula.gateway.supergraph.FieldSet;
import io.aula.gateway.supergraph.JoinField;
import io.aula.gateway.supergraph.JoinType;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.TypeDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The moves of one supergraph under one set of active override labels. Edges are worked out on first use and kept. */
public final class PlanningGraph {

    private record Identity(String type, String subgraph, FieldSet provided) {}

    private final Supergraph supergraph;
    private final Set<String> labels;
    private final Map<Identity, Node> nodes = new ConcurrentHashMap<>();
    private final Map<String, List<Node>> roots = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();

    public PlanningGraph(Supergraph supergraph, Set<String> labels) {
        this.supergraph = supergraph;
        this.labels = Set.copyOf(labels);
    }

    public Supergraph supergraph() {
        return supergraph;
    }

    public Node node(String type, String subgraph) {
        return node(type, subgraph, FieldSet.none());
    }

    private Node node(String type, String subgraph, FieldSet provided) {
        return nodes.computeIfAbsent(new Identity(type, subgraph, provided), _ -> new Node(type, subgraph, provided));
    }

    /** What objects of the type may call themselves; a subgraph that knows an interface as an object names the interface. */
    public Set<String> names(String type) {
        return names.computeIfAbsent(type, _ -> {
            var all = new HashSet<>(supergraph.type(type).possible());
            all.add(type);
            return Set.copyOf(all);
        });
    }

    /** The nodes of a root type, one for each subgraph that has it. */
    public List<Node> roots(String type) {
        return roots.computeIfAbsent(
                type,
                _ -> supergraph.type(type).joins().stream()
                        .map(JoinType::subgraph)
                        .distinct()
                        .map(subgraph -> node(type, subgraph))
                        .toList());
    }

    /** The field as this node answers it; on an interface only if it answers for every implementation it knows. */
    public Optional<FieldMove> field(Node node, String field) {
        var known = node.fields.get(field);
        if (known == null) {
            // Not computeIfAbsent: an interface asks for its implementations' fields on the way.
            known = findField(node, field);
            node.fields.put(field, known);
        }
        return known;
    }

    private Optional<FieldMove> findField(Node node, String field) {
        var type = supergraph.type(node.type());
        var definition = type.field(field);
        if (definition.isEmpty()) {
            return Optional.empty();
        }
        var provided = node.provided().child(field);
        var join = definition.get().in(node.subgraph());
        if (join.isEmpty() || (provided.isEmpty() && !resolves(type, definition.get(), join.get()))) {
            return Optional.empty();
        }
        if (type.kind() == TypeDefinition.Kind.INTERFACE
                && !type.interfaceObjectIn(node.subgraph())
                && provided.isEmpty()
                && !everyImplementationResolves(node, field)) {
            return Optional.empty();
        }
        var target = join.get().type().orElse(definition.get().type()).name();
        var carried = join.get().provides().plus(provided.orElse(FieldSet.none()));
        var requires = provided.isPresent() ? FieldSet.none() : join.get().requires();
        List<ContextArgument> contexts =
                provided.isPresent() ? List.of() : join.get().contexts();
        return Optional.of(new FieldMove(node(target, node.subgraph(), carried), requires, contexts));
    }

    private boolean everyImplementationResolves(Node node, String field) {
        return objectsOf(node).stream().allMatch(object -> {
            var move = field(node(object, node.subgraph(), node.provided().on(object)), field);
            return move.isPresent() && move.get().direct();
        });
    }

    private boolean resolves(TypeDefinition type, FieldDefinition field, JoinField join) {
        if (join.usedOverridden() && join.overrideLabel().isEmpty()) {
            return false;
        }
        if (join.override().isPresent()
                && join.overrideLabel().isPresent()
                && !labels.contains(join.overrideLabel().get())) {
            return false;
        }
        if (overriddenByActiveLabel(field, join)) {
            return false;
        }
        return !join.external() || inKey(type, join.subgraph(), field.name());
    }

    private boolean overriddenByActiveLabel(FieldDefinition field, JoinField join) {
        return field.joins().values().stream()
                .anyMatch(other ->
                        other.override().filter(join.subgraph()::equals).isPresent()
                                && !other.subgraph().equals(join.subgraph())
                                && other.overrideLabel().map(labels::contains).orElse(true));
    }

    /** Subgraphs that extend a type mark its key external, yet are always handed it. */
    private static boolean inKey(TypeDefinition type, String subgraph, String field) {
        return type.joins().stream()
                .anyMatch(join -> join.extension()
                        && join.subgraph().equals(subgraph)
                        && join.key().child(field).isPresent());
    }

    /** Object types that values at an abstract node can have. */
    public Set<String> objectsOf(Node node) {
        var known = node.objects;
        if (known == null) {
            var type = supergraph.type(node.type());
            known = type.interfaceObjectIn(node.subgraph())
                    ? Set.<String>of()
                    : type.possibleIn().getOrDefault(node.subgraph(), Set.of());
            node.objects = known;
        }
        return known;
    }

    /** The abstract node narrowed to one object type, where the subgraph can have it there. */
    public Optional<Node> narrow(Node node, String object) {
        return objectsOf(node).contains(object)
                ? Optional.of(node(object, node.subgraph(), node.provided().on(object)))
                : Optional.empty();
    }

    public boolean isInterfaceObject(Node node) {
        return supergraph.type(node.type()).interfaceObjectIn(node.subgraph());
    }

    /** Ways to the same object elsewhere. */
    public List<Jump> jumps(Node node) {
        var known = node.jumps;
        if (known == null) {
            known = findJumps(node);
            node.jumps = known;
        }
        return known;
    }

    private List<Jump> findJumps(Node node) {
        var found = new ArrayList<Jump>();
        var type = supergraph.type(node.type());
        for (var join : type.joins()) {
            addJump(found, node, type.name(), join);
        }
        for (var name : type.interfaces()) {
            for (var join : supergraph.type(name).joins()) {
                if (join.interfaceObject()) {
                    addJump(found, node, name, join);
                }
            }
        }
        return List.copyOf(found);
    }

    private void addJump(List<Jump> found, Node node, String type, JoinType join) {
        if (join.resolvable() && !join.key().isEmpty() && !join.subgraph().equals(node.subgraph())) {
            found.add(new Jump(node(type, join.subgraph()), join.key()));
        }
    }

    /** Keys under which the node's own subgraph finds the object again. */
    public List<FieldSet> ownKeys(Node node) {
        var known = node.ownKeys;
        if (known == null) {
            known = supergraph.type(node.type()).joins().stream()
                    .filter(join -> join.subgraph().equals(node.subgraph())
                            && join.resolvable()
                            && !join.key().isEmpty())
                    .map(JoinType::key)
                    .toList();
            node.ownKeys = known;
        }
        return known;
    }
}
