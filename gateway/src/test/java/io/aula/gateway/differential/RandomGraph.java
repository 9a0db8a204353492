package io.aula.gateway.differential;

import io.aula.gateway.supergraph.FieldSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Types, who has them under which keys, and their plain fields; {@link RandomDirectives} adds what makes it a federation. */
final class RandomGraph {
    // In one file, because each step goes on from what the steps before it drew.

    private static final List<String> ENTITIES = List.of("Author", "Book", "Course", "Drone", "Engine", "Forest");
    private static final List<String> SCALARS = List.of("Int", "String", "Boolean", "Float", "Mood");
    private static final List<String> NAMES =
            List.of("name", "title", "size", "price", "weight", "rank", "note", "flag", "level");
    private static final List<String> LINKS = List.of("owner", "peer", "parts", "links", "thing", "next");

    private final Random random;
    private final Graph graph;
    /** Subgraphs that know a type's interface as an object must not know the type. */
    private final Set<String> excluded = new HashSet<>();

    private final Set<String> split = new HashSet<>();

    RandomGraph(Random random) {
        this.random = random;
        this.graph =
                new Graph(List.of("alpha", "beta", "gamma", "delta", "omega").subList(0, 2 + random.nextInt(4)));
    }

    Graph build() {
        addEntities();
        addValues();
        addInterfaces();
        addUnion();
        graph.entities().forEach(this::addFields);
        addInterfaceFields();
        addQuery();
        addMutation();
        new RandomDirectives(random, graph, this).add();
        declareInterfaces();
        dropStrangers();
        return graph;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private <T> List<T> some(List<T> from, int least, int most) {
        var shuffled = new ArrayList<>(from);
        java.util.Collections.shuffle(shuffled, random);
        var count = Math.min(from.size(), least + random.nextInt(Math.max(1, most - least + 1)));
        return List.copyOf(shuffled.subList(0, count));
    }

    private static Graph.Field field(String name, String type, String wrap) {
        return new Graph.Field(name, type, wrap, wrap, List.of(), FieldSet.none(), false);
    }

    static Graph.Key key(String text, boolean resolvable) {
        var set = switch (text) {
            case "code zone" -> FieldSets.leaf("code").plus(FieldSets.leaf("zone"));
            case "spot { row col }" ->
                FieldSets.leaf("spot", java.util.Map.of(), FieldSets.leaf("row").plus(FieldSets.leaf("col")));
            default -> FieldSets.leaf(text);
        };
        return new Graph.Key(text, set, resolvable);
    }

    // Entities and their parts

    private void addEntities() {
        var spot = graph.add("Spot", Graph.Kind.OBJECT);
        spot.fields.put("row", field("row", "Int", "*!"));
        spot.fields.put("col", field("col", "Int", "*!"));
        var names = some(ENTITIES, 3, 6);
        var object = chance(0.5) && graph.subgraphs.size() > 2
                ? Optional.of(pick(graph.subgraphs))
                : Optional.<String>empty();
        var members = some(names, 2, 3);
        object.ifPresent(home -> members.forEach(member -> excluded.add(member + "@" + home)));
        for (var name : names) {
            var type = graph.add(name, Graph.Kind.OBJECT);
            type.fields.put("id", field("id", "ID", "*!"));
            var allowed = graph.subgraphs.stream()
                    .filter(subgraph -> !excluded.contains(name + "@" + subgraph))
                    .toList();
            spread(type, some(allowed, 1, allowed.size()));
        }
        object.ifPresent(home -> addInterfaceObject(home, members));
    }

    /** The first part has the key everybody has; each further one shares a key with an earlier one. */
    private void spread(Graph.Type type, List<String> subgraphs) {
        var known = new ArrayList<>(List.of("id"));
        for (var subgraph : subgraphs) {
            var chosen = new java.util.LinkedHashSet<>(List.of(type.parts.isEmpty() ? "id" : pick(known)));
            for (var other : List.of("sku", "code zone", "spot { row col }", "id")) {
                if (chance(0.2)) {
                    chosen.add(other);
                }
            }
            chosen.forEach(text -> addKey(type, subgraph, key(text, true)));
            known.addAll(chosen);
        }
    }

    private void addKey(Graph.Type type, String subgraph, Graph.Key key) {
        var part = type.parts.computeIfAbsent(subgraph, each -> new Graph.Part());
        if (part.keys.stream().anyMatch(known -> known.text().equals(key.text()))) {
            return;
        }
        part.keys.add(key);
        for (var item : key.fields().items()) {
            if (item instanceof FieldSet.Leaf leaf) {
                part.fields.put(leaf.name(), Graph.Declared.own(keyField(type, leaf.name())));
                if (leaf.name().equals("spot")) {
                    wholePart(graph.type("Spot"), subgraph);
                }
            }
        }
    }

    private static Graph.Field keyField(Graph.Type type, String name) {
        return type.fields.computeIfAbsent(name, each -> switch (each) {
            case "zone" -> field(each, "Int", "*!");
            case "spot" -> field(each, "Spot", "*!");
            default -> field(each, "String", "*!");
        });
    }

    private static void wholePart(Graph.Type type, String subgraph) {
        var part = type.parts.computeIfAbsent(subgraph, each -> new Graph.Part());
        type.fields.values().forEach(field -> part.fields.putIfAbsent(field.name(), Graph.Declared.own(field)));
    }

    private void addInterfaceObject(String home, List<String> members) {
        var type = graph.add("Item", Graph.Kind.INTERFACE);
        type.members.addAll(members);
        type.fields.put("id", field("id", "ID", "*!"));
        var whole = pick(graph.subgraphs.stream()
                .filter(subgraph -> !subgraph.equals(home))
                .toList());
        members.forEach(member -> addKey(graph.type(member), whole, key("id", true)));
        type.parts.computeIfAbsent(whole, each -> new Graph.Part()).keys.add(key("id", true));
        var part = type.parts.computeIfAbsent(home, each -> new Graph.Part());
        part.interfaceObject = true;
        part.keys.add(key("id", true));
        part.fields.put("id", Graph.Declared.own(type.field("id")));
        for (var i = 0; i <= random.nextInt(2); i++) {
            addInterfaceObjectField(type, part, field("score" + i, pick(SCALARS), pick(List.of("*", "*!"))));
        }
    }

    void addInterfaceObjectField(Graph.Type type, Graph.Part part, Graph.Field field) {
        type.fields.put(field.name(), field);
        part.fields.put(field.name(), Graph.Declared.own(field));
        type.members.forEach(member -> graph.type(member).fields.put(field.name(), field));
    }

    // Values, interfaces and the union

    private void addValues() {
        for (var name : some(List.of("Gauge", "Hull"), 0, 2)) {
            var type = graph.add(name, Graph.Kind.OBJECT);
            for (var scalar : some(NAMES, 2, 4)) {
                type.fields.put(scalar, field(scalar, pick(SCALARS), pick(List.of("*", "*!"))));
            }
            if (chance(0.4)) {
                splitInTwo(type);
            } else if (chance(0.4)) {
                type.fields.put("maker", field("maker", pick(graph.entities()).name, "*"));
            }
        }
    }

    /** Neither of two subgraphs has all of it, so that the gateway must ask both for its parent. */
    private void splitInTwo(Graph.Type type) {
        split.add(type.name);
        var homes = some(graph.subgraphs, 2, 2);
        var next = 0;
        for (var field : type.fields.values()) {
            type.parts
                    .computeIfAbsent(homes.get(next++ % 2), each -> new Graph.Part())
                    .fields
                    .put(field.name(), Graph.Declared.own(field));
        }
    }

    private void addInterfaces() {
        if (!chance(0.7)) {
            return;
        }
        var type = graph.add("Joint", Graph.Kind.INTERFACE);
        type.fields.put("id", field("id", "ID", "*!"));
        type.members.addAll(
                some(graph.entities(), 2, 3).stream().map(entity -> entity.name).toList());
    }

    private void addUnion() {
        if (!chance(0.7)) {
            return;
        }
        var type = graph.add("Kind", Graph.Kind.UNION);
        graph.types().stream()
                .filter(each -> each.kind == Graph.Kind.OBJECT && !split.contains(each.name) && chance(0.6))
                .forEach(each -> type.members.add(each.name));
        if (type.members.size() < 2) {
            graph.entities().stream().limit(2).forEach(each -> type.members.add(each.name));
        }
    }

    // Fields

    private void addFields(Graph.Type type) {
        for (var name : some(NAMES, 2, 5)) {
            addScalar(type, randomScalar(name));
        }
        for (var name : some(LINKS, 1, 3)) {
            addLink(type, name);
        }
    }

    private Graph.Field randomScalar(String name) {
        var wrap = pick(List.of("*", "*", "*!", "[*]", "[*!]!"));
        var strict = wrap.endsWith("!") || chance(0.6) ? wrap : wrap + "!";
        var arguments = new ArrayList<String>();
        if (chance(0.2)) {
            arguments.add("unit: Int");
        }
        if (chance(0.1)) {
            arguments.add("by: By");
        }
        return new Graph.Field(name, pick(SCALARS), wrap, strict, arguments, FieldSet.none(), chance(0.08));
    }

    private void addScalar(Graph.Type type, Graph.Field field) {
        type.fields.put(field.name(), field);
        var homes = owners(type);
        declare(type, homes.getFirst(), field);
        if (homes.size() > 1 && chance(0.3)) {
            declare(type, homes.get(1), field);
        }
    }

    private void declare(Graph.Type type, String subgraph, Graph.Field field) {
        var declared = Graph.Declared.own(field);
        type.part(subgraph).fields.put(field.name(), chance(0.5) ? declared : declared.strict());
    }

    /** Subgraphs that can be asked for the type, in random order. */
    private List<String> owners(Graph.Type type) {
        return some(
                type.parts.keySet().stream()
                        .filter(subgraph ->
                                type.name.equals("Query") || type.part(subgraph).resolvable())
                        .toList(),
                9,
                9);
    }

    private void addLink(Graph.Type type, String name) {
        var targets = graph.types().stream()
                .filter(each -> !each.name.equals("Spot") && !each.name.equals("Query"))
                .toList();
        var homes = owners(type);
        for (var attempt = 0; attempt < 5; attempt++) {
            var target = pick(targets);
            var wrap = pick(List.of("*", "*!", "[*]", "[*!]", "[*!]!"));
            var arguments = chance(0.2) ? List.of("unit: Int") : List.<String>of();
            var field = new Graph.Field(name, target.name, wrap, wrap, arguments, FieldSet.none(), false);
            if (split.contains(target.name)) {
                if (homes.containsAll(target.parts.keySet())) {
                    type.fields.put(name, field);
                    target.parts.keySet().forEach(home -> declare(type, home, field));
                    return;
                }
            } else if (place(target, homes.getFirst())) {
                type.fields.put(name, field);
                declare(type, homes.getFirst(), field);
                if (target.kind == Graph.Kind.OBJECT
                        && homes.size() > 1
                        && chance(0.25)
                        && place(target, homes.get(1))) {
                    declare(type, homes.get(1), field);
                }
                return;
            }
        }
    }

    /** Makes the subgraph know the type, at least as a stub; false where it must not. */
    boolean place(Graph.Type type, String subgraph) {
        if (type.parts.containsKey(subgraph) && type.kind == Graph.Kind.OBJECT) {
            return true;
        }
        if (type.kind != Graph.Kind.OBJECT) {
            if (graph.known(type, subgraph).isEmpty()) {
                return false;
            }
            type.parts.computeIfAbsent(subgraph, each -> new Graph.Part());
            return true;
        }
        if (split.contains(type.name) || excluded.contains(type.name + "@" + subgraph)) {
            return false;
        }
        if (!type.entity()) {
            var links = type.fields.values().stream()
                    .filter(field -> graph.isComposite(field.type()))
                    .toList();
            if (!links.stream().allMatch(link -> place(graph.type(link.type()), subgraph))) {
                return false;
            }
            wholePart(type, subgraph);
            return true;
        }
        var keys = type.parts.values().stream()
                .flatMap(part -> part.keys.stream())
                .filter(Graph.Key::resolvable)
                .toList();
        addKey(type, subgraph, key(pick(keys).text(), false));
        return true;
    }

    /** A field that all implementations have, some of them elsewhere. */
    private void addInterfaceFields() {
        for (var type : graph.abstracts(Graph.Kind.INTERFACE)) {
            var own = randomScalar(type.name.toLowerCase(java.util.Locale.ROOT) + "Label");
            var field = new Graph.Field(
                    own.name(), own.type(), own.wrap(), own.strict(), own.arguments(), FieldSet.none(), false);
            type.fields.put(field.name(), field);
            type.members.forEach(member -> addScalar(graph.type(member), field));
        }
    }

    private void addQuery() {
        var query = graph.add("Query", Graph.Kind.OBJECT);
        graph.subgraphs.forEach(subgraph -> query.parts.put(subgraph, new Graph.Part()));
        for (var i = 0; i < graph.subgraphs.size() + 2; i++) {
            addLink(query, "root" + i);
        }
        addScalar(query, field("version", "String", "*"));
    }

    /** Each in one subgraph, since nothing may be done twice. */
    private void addMutation() {
        var mutation = graph.add("Mutation", Graph.Kind.OBJECT);
        for (var i = 0; i < 4; i++) {
            var home = pick(graph.subgraphs);
            var target = pick(graph.types().stream()
                    .filter(type -> !type.name.equals("Spot") && !type.parts.isEmpty() && !isRoot(type))
                    .toList());
            if (!split.contains(target.name) && place(target, home)) {
                var field = field("do" + i, target.name, pick(List.of("*", "*!", "[*]", "[*!]!")));
                mutation.fields.put(field.name(), field);
                mutation.parts.computeIfAbsent(home, each -> new Graph.Part());
                declare(mutation, home, field);
            }
        }
    }

    private static boolean isRoot(Graph.Type type) {
        return type.name.equals("Query") || type.name.equals("Mutation");
    }

    // Interfaces say in a subgraph what all implementations there have

    private void declareInterfaces() {
        for (var type : graph.abstracts(Graph.Kind.INTERFACE)) {
            for (var subgraph : graph.subgraphs) {
                var known = graph.known(type, subgraph);
                if (!type.parts.containsKey(subgraph) && !known.isEmpty() && chance(0.5)) {
                    type.parts.put(subgraph, new Graph.Part());
                }
                var part = type.parts.get(subgraph);
                if (part != null && !part.interfaceObject) {
                    type.fields.values().stream()
                            .filter(field -> known.stream()
                                    .allMatch(member ->
                                            graph.type(member).part(subgraph).owns(field.name())))
                            .forEach(field -> part.fields.put(field.name(), Graph.Declared.own(field)));
                }
            }
        }
    }

    /** What no subgraph says to be a member is none. */
    private void dropStrangers() {
        for (var type : graph.types()) {
            type.members.removeIf(member -> type.parts.entrySet().stream()
                    .filter(part -> !part.getValue().interfaceObject)
                    .noneMatch(part -> graph.known(type, part.getKey()).contains(member)));
        }
    }
}
