package io.aula.gateway.differential;

import java.util.List;
import java.util.stream.Collectors;

/** Schemas for servers: the whole, and each subgraph with its entities. */
final class SchemaText {

    private static final String SHARED =
            "enum Mood { CALM GLAD WILD }\ninput By { n: Int, mood: Mood, list: [Int!] }\n";

    private SchemaText() {}

    static String whole(Graph graph) {
        var out = new StringBuilder(SHARED);
        for (var type : graph.types()) {
            if (type.parts.isEmpty()) {
                continue;
            }
            var fields = type.visible().stream()
                    .map(field -> "  " + field.name() + arguments(field) + ": " + field.text() + "\n")
                    .collect(Collectors.joining());
            var interfaces = graph.interfacesOf(type.name).stream()
                    .filter(each -> !each.parts.isEmpty())
                    .map(each -> each.name)
                    .toList();
            out.append(definition(type.kind, type.name, interfaces, List.copyOf(type.members), fields));
        }
        return out.toString();
    }

    static String subgraph(Graph graph, String subgraph) {
        var out = new StringBuilder(SHARED).append("scalar _Any\n");
        var entities = new java.util.ArrayList<String>();
        for (var type : graph.types()) {
            var part = type.parts.get(subgraph);
            if (part == null) {
                continue;
            }
            var kind = part.interfaceObject ? Graph.Kind.OBJECT : type.kind;
            var fields = part.fields.values().stream()
                    .map(declared -> "  " + declared.field().name() + arguments(declared.field()) + ": "
                            + declared.wrap().replace("*", declared.field().type()) + "\n")
                    .collect(Collectors.joining());
            if (type.name.equals("Query")) {
                fields += "  _service: String\n"
                        + (hasEntities(graph, subgraph) ? "  _entities(representations: [_Any!]!): [_Entity]!\n" : "");
            }
            var known = List.copyOf(graph.known(type, subgraph));
            if (type.kind == Graph.Kind.UNION && known.isEmpty() || kind != Graph.Kind.UNION && fields.isEmpty()) {
                continue;
            }
            if (kind == Graph.Kind.OBJECT && part.resolvable()) {
                entities.add(type.name);
            }
            out.append(definition(kind, type.name, interfaces(graph, type, subgraph), known, fields));
        }
        if (!entities.isEmpty()) {
            out.append("union _Entity = ").append(String.join(" | ", entities)).append('\n');
        }
        return out.toString();
    }

    private static boolean hasEntities(Graph graph, String subgraph) {
        return graph.types().stream()
                .filter(type -> type.kind == Graph.Kind.OBJECT || type.kind == Graph.Kind.INTERFACE)
                .filter(type -> type.parts.containsKey(subgraph))
                .anyMatch(type -> type.part(subgraph).resolvable());
    }

    private static List<String> interfaces(Graph graph, Graph.Type type, String subgraph) {
        return graph.interfacesOf(type.name).stream()
                .filter(each -> each.parts.containsKey(subgraph) && !each.part(subgraph).interfaceObject)
                .filter(each -> graph.known(each, subgraph).contains(type.name))
                .map(each -> each.name)
                .toList();
    }

    private static String definition(
            Graph.Kind kind, String name, List<String> interfaces, List<String> members, String fields) {
        return switch (kind) {
            case OBJECT ->
                "type " + name + (interfaces.isEmpty() ? "" : " implements " + String.join(" & ", interfaces)) + " {\n"
                        + fields + "}\n";
            case INTERFACE -> "interface " + name + " {\n" + fields + "}\n";
            case UNION -> "union " + name + " = " + String.join(" | ", members) + "\n";
        };
    }

    static String arguments(Graph.Field field) {
        return field.arguments().isEmpty() ? "" : "(" + String.join(", ", field.arguments()) + ")";
    }
}
