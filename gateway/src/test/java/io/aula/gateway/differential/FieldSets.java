package io.aula.gateway.differential;

import io.aula.gateway.supergraph.FieldSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Field sets by hand, and as text. */
final class FieldSets {

    private FieldSets() {}

    static FieldSet leaf(String name) {
        return leaf(name, Map.of(), FieldSet.none());
    }

    static FieldSet leaf(String name, Map<String, String> arguments, FieldSet children) {
        return new FieldSet(List.of(new FieldSet.Leaf(name, arguments, children)));
    }

    static FieldSet on(String type, FieldSet children) {
        return new FieldSet(List.of(new FieldSet.OnType(type, children)));
    }

    static String text(FieldSet set) {
        return set.items().stream().map(FieldSets::text).collect(Collectors.joining(" "));
    }

    private static String text(FieldSet.Item item) {
        return switch (item) {
            case FieldSet.Leaf(var name, var arguments, var children) -> name + arguments(arguments) + block(children);
            case FieldSet.OnType(var type, var children) -> "... on " + type + block(children);
        };
    }

    private static String arguments(Map<String, String> arguments) {
        return arguments.isEmpty()
                ? ""
                : arguments.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String block(FieldSet set) {
        return set.isEmpty() ? "" : " { " + text(set) + " }";
    }
}
