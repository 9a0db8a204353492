package io.aula.gateway.differential;

import io.aula.gateway.supergraph.FieldSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The data: every value is a function of the seed, the object, the field and its arguments. */
final class World {

    static final int THINGS = 6;
    private static final List<String> MOODS = List.of("CALM", "GLAD", "WILD");
    private static final List<String> TEXTS =
            List.of("plain", "", "qu\"ote", "back\\slash", "line\nbreak", "ñandú 🦤", "{\"a\":[1]}", "\u0001");

    private final Graph graph;
    private final long seed;

    World(Graph graph, long seed) {
        this.graph = graph;
        this.seed = seed;
    }

    /** An object; entities have numbers below {@link #THINGS}. */
    record Thing(String type, int number) {}

    @Nullable
    Object value(Thing thing, Graph.Field field, Map<String, ?> arguments) {
        return switch (field.name()) {
            case "id" -> thing.type() + "-" + thing.number();
            case "sku" -> "sku\"" + thing.number() + "\"" + thing.type();
            case "code" -> "c" + thing.number() / 2;
            case "zone" -> thing.number() % 2;
            case "spot" -> new Thing("Spot", thing.number());
            case "row" -> thing.number() / 3;
            case "col" -> thing.number() % 3;
            default -> computed(thing, field, arguments, required(thing, field.computedFrom()));
        };
    }

    /** The value where these are the required fields' values, which is how a subgraph gets to know them. */
    @Nullable
    Object computed(Thing thing, Graph.Field field, Map<String, ?> arguments, Map<String, ?> required) {
        var text = thing + "." + field.name() + new TreeMap<>(arguments) + required;
        var hash = mix(seed, text.hashCode());
        return shaped(field.strict(), hash, number -> item(thing, field, number));
    }

    private Object item(Thing thing, Graph.Field field, long hash) {
        var small = (int) Math.floorMod(hash, 1000L);
        return switch (field.type()) {
            case "Int" -> small - 500;
            case "Float" -> small / 8.0;
            case "Boolean" -> small % 2 == 0;
            case "String" -> field.name() + small + TEXTS.get(small % TEXTS.size());
            case "Mood" -> MOODS.get(small % MOODS.size());
            default -> {
                var targets = graph.targets(graph.type(thing.type()), field);
                var type = targets.get((int) Math.floorMod(hash >>> 10, (long) targets.size()));
                yield new Thing(type, small % THINGS);
            }
        };
    }

    private static @Nullable Object shaped(String wrap, long hash, LongFunction<Object> item) {
        if (!wrap.endsWith("!") && Math.floorMod(hash, 7L) == 0) {
            return null;
        }
        var inner = wrap.endsWith("!") ? wrap.substring(0, wrap.length() - 1) : wrap;
        if (!inner.startsWith("[")) {
            return item.apply(mix(hash, 1));
        }
        var items = new ArrayList<@Nullable Object>();
        var size = (int) Math.floorMod(hash >>> 8, 4L);
        for (var i = 0; i < size; i++) {
            items.add(shaped(inner.substring(1, inner.length() - 1), mix(hash, i + 2), item));
        }
        return items;
    }

    /** The values of a field set, in an order of their own. */
    Map<String, @Nullable Object> required(Thing thing, FieldSet set) {
        var values = new TreeMap<String, @Nullable Object>();
        for (var item : set.items()) {
            switch (item) {
                case FieldSet.Leaf(var name, var arguments, var children) -> {
                    var field = graph.type(thing.type()).field(name);
                    var literals = new TreeMap<String, Object>();
                    arguments.forEach((argument, text) -> literals.put(argument, Integer.valueOf(text)));
                    values.put(name, below(value(thing, field, literals), children));
                }
                case FieldSet.OnType(var type, var children) -> {
                    if (type.equals(thing.type())) {
                        values.putAll(required(thing, children));
                    }
                }
            }
        }
        return values;
    }

    private @Nullable Object below(@Nullable Object value, FieldSet children) {
        return switch (value) {
            case Thing thing -> required(thing, children);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(below(item, children)));
                yield items;
            }
            case null -> null;
            default -> value;
        };
    }

    private static long mix(long a, long b) {
        var z = a * 0x9E3779B97F4A7C15L + b;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
