package io.aula.gateway.differential;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import io.aula.gateway.supergraph.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One subgraph. It knows what its schema says it knows and no more: fields that are external, or that another took over, or that
 * miss what they require, answer with an error.
 */
final class SubgraphDouble {

    private final Graph graph;
    private final World world;
    private final String subgraph;
    private final Server server;

    SubgraphDouble(Graph graph, World world, String subgraph) {
        this.graph = graph;
        this.world = world;
        this.subgraph = subgraph;
        this.server = new Server(SchemaText.subgraph(graph, subgraph), this::fetch, environment -> {
            var thing = ((Seen) environment.getObject()).thing();
            var known = environment.getSchema().getObjectType(thing.type());
            return known != null ? known : environment.getSchema().getObjectType(interfaceOf(thing));
        });
    }

    Server server() {
        return server;
    }

    /** A thing, with what the gateway told of it and what the way to it provides. */
    private record Seen(World.Thing thing, Map<String, Object> representation, FieldSet provided) {}

    private String interfaceOf(World.Thing thing) {
        return graph.interfacesOf(thing.type()).stream()
                .filter(type -> type.parts.containsKey(subgraph) && type.part(subgraph).interfaceObject)
                .findFirst()
                .orElseThrow()
                .name;
    }

    private @Nullable Object fetch(DataFetchingEnvironment environment) {
        var name = environment.getFieldDefinition().getName();
        if (name.equals("_entities")) {
            return entities(environment.getArgument("representations"));
        }
        var type = graph.type(((GraphQLNamedType) environment.getParentType()).getName());
        var seen = environment.getSource() instanceof Seen known
                ? known
                : new Seen(new World.Thing(type.name, 0), Map.of(), FieldSet.none());
        var declared =
                java.util.Objects.requireNonNull(type.part(subgraph).fields.get(name));
        var provided = seen.provided().on(seen.thing().type()).child(name);
        if (provided.isEmpty() && !answers(type, declared)) {
            throw new IllegalStateException(subgraph + " does not answer " + type.name + "." + name);
        }
        var arguments = environment.getArguments();
        var value = declared.requires().isEmpty() || provided.isPresent()
                ? world.value(seen.thing(), declared.field(), arguments)
                : world.computed(
                        seen.thing(),
                        declared.field(),
                        arguments,
                        required(seen.representation(), declared.requires()));
        return wrapped(value, declared.provides().plus(provided.orElse(FieldSet.none())));
    }

    private boolean answers(Graph.Type type, Graph.Declared declared) {
        if (declared.lost()) {
            return false;
        }
        var name = declared.field().name();
        if (declared.label().filter(label -> !graph.labels.contains(label)).isPresent()) {
            return false;
        }
        for (var other : type.parts.values()) {
            var taker = other.fields.get(name);
            if (taker != null
                    && taker.override().filter(subgraph::equals).isPresent()
                    && taker.label().filter(graph.labels::contains).isPresent()) {
                return false;
            }
        }
        return !declared.external();
    }

    private static @Nullable Object wrapped(@Nullable Object value, FieldSet provided) {
        return switch (value) {
            case World.Thing thing -> new Seen(thing, Map.of(), provided);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(wrapped(item, provided)));
                yield items;
            }
            case null -> null;
            default -> value;
        };
    }

    // Entities

    private List<@Nullable Object> entities(List<Map<String, Object>> representations) {
        var found = new ArrayList<@Nullable Object>();
        for (var representation : representations) {
            found.add(new Seen(entity(representation), representation, FieldSet.none()));
        }
        return found;
    }

    private World.Thing entity(Map<String, Object> representation) {
        var type = graph.type((String) representation.get("__typename"));
        var keys = type.part(subgraph).keys.stream()
                .filter(Graph.Key::resolvable)
                .map(Graph.Key::fields)
                .filter(key -> complete(representation, key))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalStateException(subgraph + " has no such key: " + representation);
        }
        var objects = type.kind == Graph.Kind.INTERFACE ? List.copyOf(type.members) : List.of(type.name);
        for (var object : objects) {
            for (var number = 0; number < World.THINGS; number++) {
                var thing = new World.Thing(object, number);
                if (keys.stream().allMatch(key -> world.required(thing, key).equals(required(representation, key)))) {
                    return thing;
                }
            }
        }
        throw new IllegalStateException(subgraph + " knows no " + representation);
    }

    private static boolean complete(Map<String, Object> representation, FieldSet key) {
        return key.items().stream()
                .allMatch(item -> item instanceof FieldSet.Leaf leaf
                        && representation.get(leaf.name()) instanceof Object value
                        && (leaf.children().isEmpty() || complete((Map<String, Object>) value, leaf.children())));
    }

    private static Map<String, @Nullable Object> required(Map<?, ?> representation, FieldSet set) {
        var values = new TreeMap<String, @Nullable Object>();
        for (var item : set.items()) {
            switch (item) {
                case FieldSet.Leaf(var name, var arguments, var children) -> {
                    if (representation.containsKey(name)) {
                        values.put(name, below(representation.get(name), children));
                    }
                }
                case FieldSet.OnType(var type, var children) -> {
                    if (representation.get("__typename") instanceof String named ? named.equals(type) : true) {
                        values.putAll(required(representation, children));
                    }
                }
            }
        }
        return values;
    }

    private static @Nullable Object below(@Nullable Object value, FieldSet children) {
        return switch (value) {
            case Map<?, ?> map when !children.isEmpty() -> required(map, children);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(below(item, children)));
                yield items;
            }
            case null -> null;
            default -> value;
        };
    }
}
