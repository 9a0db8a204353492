package io.aula.gateway.differential;

import io.aula.gateway.supergraph.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Lets fields require, provide and override others. */
final class RandomDirectives {

    private final Random random;
    private final Graph graph;
    private final RandomGraph types;

    RandomDirectives(Random random, Graph graph, RandomGraph types) {
        this.random = random;
        this.graph = graph;
        this.types = types;
    }

    void add() {
        graph.entities().forEach(this::addOverrides);
        for (var type : List.copyOf(graph.types())) {
            type.parts.forEach((subgraph, part) -> addProvides(type, subgraph, part));
        }
        for (var round = 0; round < 2; round++) {
            for (var type : graph.entities()) {
                for (var subgraph : List.copyOf(type.parts.keySet())) {
                    if (type.part(subgraph).resolvable() && types.chance(0.7)) {
                        addComputed(type, subgraph);
                    }
                }
            }
        }
        graph.abstracts(Graph.Kind.INTERFACE).forEach(this::addComputedToInterfaceObject);
    }

    // @override

    private void addOverrides(Graph.Type type) {
        for (var field : List.copyOf(type.fields.values())) {
            var owners = type.parts.entrySet().stream()
                    .filter(part -> part.getValue().owns(field.name()))
                    .toList();
            var takers = type.parts.entrySet().stream()
                    .filter(part -> part.getValue().resolvable()
                            && !part.getValue().fields.containsKey(field.name()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (owners.size() != 1
                    || takers.isEmpty()
                    || graph.isComposite(field.type())
                    || owners.getFirst().getValue().inKey(field.name())
                    || !types.chance(0.25)) {
                continue;
            }
            var loser = owners.getFirst();
            var label =
                    types.chance(0.4) ? Optional.of("percent(" + random.nextInt(100) + ")") : Optional.<String>empty();
            label.filter(text -> types.chance(0.5)).ifPresent(graph.labels::add);
            var taker = type.part(types.pick(takers));
            taker.fields.put(field.name(), Graph.Declared.own(field).overriding(loser.getKey(), label));
            if (label.isEmpty()) {
                loser.getValue()
                        .fields
                        .put(field.name(), Graph.Declared.own(field).asLost());
            }
        }
    }

    // @provides

    private void addProvides(Graph.Type type, String subgraph, Graph.Part part) {
        for (var declared : List.copyOf(part.fields.values())) {
            var field = declared.field();
            if (declared.external()
                    || declared.lost()
                    || declared.override().isPresent()
                    || !graph.isComposite(field.type())
                    || !types.chance(0.3)) {
                continue;
            }
            var target = graph.type(field.type());
            var set =
                    target.kind == Graph.Kind.OBJECT ? provided(target, subgraph) : providedByMember(target, subgraph);
            set.ifPresent(provided -> part.fields.put(field.name(), declared.providing(provided)));
        }
    }

    private Optional<FieldSet> providedByMember(Graph.Type target, String subgraph) {
        var members = List.copyOf(graph.known(target, subgraph));
        var part = target.parts.get(subgraph);
        if (members.isEmpty() || (part != null && part.interfaceObject)) {
            return Optional.empty();
        }
        var member = types.pick(members);
        return provided(graph.type(member), subgraph).map(set -> FieldSets.on(member, set));
    }

    private Optional<FieldSet> provided(Graph.Type target, String subgraph) {
        var part = target.parts.get(subgraph);
        if (part == null || !target.entity()) {
            return Optional.empty();
        }
        var elsewhere = scalarsElsewhere(target, part);
        if (elsewhere.isEmpty()) {
            return Optional.empty();
        }
        var field = types.pick(elsewhere);
        part.fields.put(field.name(), Graph.Declared.own(field).asExternal());
        return Optional.of(FieldSets.leaf(field.name()));
    }

    /** Fields that the part does not answer itself, though others do. */
    private List<Graph.Field> scalarsElsewhere(Graph.Type type, Graph.Part part) {
        return elsewhere(type, part).stream()
                .filter(field -> !graph.isComposite(field.type()))
                .toList();
    }

    private static List<Graph.Field> elsewhere(Graph.Type type, Graph.Part part) {
        return type.fields.values().stream()
                .filter(field -> !part.fields.containsKey(field.name())
                        || part.fields.get(field.name()).external())
                .filter(field ->
                        type.parts.values().stream().anyMatch(other -> other != part && other.owns(field.name())))
                .toList();
    }

    // @requires

    private void addComputed(Graph.Type type, String subgraph) {
        var part = type.part(subgraph);
        var set = FieldSet.none();
        for (var i = 0; i <= random.nextInt(2); i++) {
            var candidates = elsewhere(type, part);
            if (!candidates.isEmpty()) {
                set = set.plus(required(type, part, subgraph, types.pick(candidates)));
            }
        }
        if (set.isEmpty()) {
            return;
        }
        var field = computed("calc" + type.fields.size(), set);
        type.fields.put(field.name(), field);
        part.fields.put(field.name(), Graph.Declared.own(field));
    }

    private Graph.Field computed(String name, FieldSet from) {
        var wrap = types.pick(List.of("*", "*!"));
        return new Graph.Field(name, types.pick(List.of("Int", "String")), wrap, wrap, List.of(), from, false);
    }

    private FieldSet required(Graph.Type type, Graph.Part part, String subgraph, Graph.Field field) {
        var children = FieldSet.none();
        if (graph.isComposite(field.type())) {
            children = below(graph.type(field.type()), subgraph);
            if (children.isEmpty()) {
                return children;
            }
        }
        part.fields.putIfAbsent(field.name(), Graph.Declared.own(field).asExternal());
        var arguments = field.arguments().contains("unit: Int") && types.chance(0.6)
                ? Map.of("unit", Integer.toString(random.nextInt(3)))
                : Map.<String, String>of();
        return FieldSets.leaf(field.name(), arguments, children);
    }

    private FieldSet below(Graph.Type type, String subgraph) {
        if (!types.place(type, subgraph)) {
            return FieldSet.none();
        }
        var part = type.part(subgraph);
        if (part.interfaceObject) {
            return FieldSet.none();
        }
        if (type.kind != Graph.Kind.OBJECT) {
            var set = FieldSet.none();
            for (var member : graph.known(type, subgraph)) {
                var inside = below(graph.type(member), subgraph);
                set = inside.isEmpty() ? set : set.plus(FieldSets.on(member, inside));
            }
            return set;
        }
        var leaves = new ArrayList<Graph.Field>(scalarsElsewhere(type, part));
        part.fields.values().stream()
                .map(Graph.Declared::field)
                .filter(field -> field.plain() && !graph.isComposite(field.type()))
                .forEach(leaves::add);
        if (leaves.isEmpty()) {
            return FieldSet.none();
        }
        var leaf = types.pick(leaves);
        part.fields.putIfAbsent(leaf.name(), Graph.Declared.own(leaf).asExternal());
        return FieldSets.leaf(leaf.name());
    }

    private void addComputedToInterfaceObject(Graph.Type type) {
        for (var part : type.parts.values()) {
            if (!part.interfaceObject || !types.chance(0.6)) {
                continue;
            }
            var answered = type.fields.values().stream()
                    .filter(field -> !part.fields.containsKey(field.name()))
                    .filter(field -> !graph.isComposite(field.type()))
                    .toList();
            if (answered.isEmpty()) {
                continue;
            }
            var field = types.pick(answered);
            part.fields.put(field.name(), Graph.Declared.own(field).asExternal());
            types.addInterfaceObjectField(
                    type, part, computed("rank" + type.fields.size(), FieldSets.leaf(field.name())));
        }
    }
}
