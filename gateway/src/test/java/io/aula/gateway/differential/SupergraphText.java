package io.aula.gateway.differential;

import io.aula.gateway.supergraph.FieldSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The graph as composition would write it, join specification v0.3. */
final class SupergraphText {

    private final Graph graph;
    private final StringBuilder out = new StringBuilder();

    private SupergraphText(Graph graph) {
        this.graph = graph;
    }

    static String of(Graph graph) {
        return new SupergraphText(graph).write();
    }

    private String write() {
        out.append("""
                schema
                  @link(url: "https://specs.apollo.dev/link/v1.0")
                  @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION)
                  @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
                { query: Query%s }
                """.formatted(graph.type("Mutation").parts.isEmpty() ? "" : " mutation: Mutation"));
        out.append("enum join__Graph {\n");
        graph.subgraphs.forEach(subgraph -> out.append("  %s @join__graph(name: \"%s\", url: \"http://%s\")\n"
                .formatted(upper(subgraph), subgraph, subgraph)));
        out.append("}\n");
        var everywhere = graph.subgraphs.stream()
                .map(subgraph -> " @join__type(graph: " + upper(subgraph) + ")")
                .collect(Collectors.joining());
        out.append("enum Mood").append(everywhere).append(" { CALM GLAD WILD }\n");
        out.append("input By").append(everywhere).append(" { n: Int, mood: Mood, list: [Int!] }\n");
        graph.types().forEach(this::type);
        return out.toString();
    }

    private static String upper(String subgraph) {
        return subgraph.toUpperCase(Locale.ROOT);
    }

    private void type(Graph.Type type) {
        if (type.parts.isEmpty()) {
            return;
        }
        out.append(
                switch (type.kind) {
                    case OBJECT -> "type ";
                    case INTERFACE -> "interface ";
                    case UNION -> "union ";
                });
        out.append(type.name);
        var interfaces = interfaces(type);
        if (!interfaces.isEmpty()) {
            out.append(" implements ")
                    .append(interfaces.stream().map(each -> each.name).collect(Collectors.joining(" & ")));
        }
        joinTypes(type, interfaces);
        if (type.kind == Graph.Kind.UNION) {
            out.append(" = ").append(String.join(" | ", type.members)).append('\n');
            return;
        }
        out.append(" {\n");
        type.fields.values().forEach(field -> field(type, field));
        out.append("}\n");
    }

    private List<Graph.Type> interfaces(Graph.Type type) {
        return graph.interfacesOf(type.name).stream()
                .filter(each -> !each.parts.isEmpty())
                .toList();
    }

    private void joinTypes(Graph.Type type, List<Graph.Type> interfaces) {
        type.parts.forEach((subgraph, part) -> {
            if (part.keys.isEmpty()) {
                out.append(" @join__type(graph: ").append(upper(subgraph)).append(')');
            }
            for (var key : part.keys) {
                out.append(" @join__type(graph: %s, key: \"%s\"%s%s)"
                        .formatted(
                                upper(subgraph),
                                key.text(),
                                key.resolvable() ? "" : ", resolvable: false",
                                part.interfaceObject ? ", isInterfaceObject: true" : ""));
            }
            for (var each : interfaces) {
                var there = each.parts.get(subgraph);
                if (there != null
                        && !there.interfaceObject
                        && graph.known(each, subgraph).contains(type.name)) {
                    out.append(
                            " @join__implements(graph: %s, interface: \"%s\")".formatted(upper(subgraph), each.name));
                }
            }
            if (type.kind == Graph.Kind.UNION) {
                graph.known(type, subgraph)
                        .forEach(member -> out.append(
                                " @join__unionMember(graph: %s, member: \"%s\")".formatted(upper(subgraph), member)));
            }
        });
    }

    private void field(Graph.Type type, Graph.Field field) {
        out.append("  ")
                .append(field.name())
                .append(SchemaText.arguments(field))
                .append(": ")
                .append(field.text());
        if (field.hidden()) {
            out.append(" @inaccessible");
        }
        var declared = false;
        for (var part : type.parts.entrySet()) {
            var mine = part.getValue().fields.get(field.name());
            if (mine != null && !mine.lost()) {
                declared = true;
                out.append(" @join__field(graph: ").append(upper(part.getKey()));
                details(mine);
                out.append(')');
            }
        }
        // A field that only an interface object has is declared by no part of the object itself.
        out.append(declared ? "\n" : " @join__field\n");
    }

    private void details(Graph.Declared declared) {
        if (!declared.wrap().equals(declared.field().wrap())) {
            out.append(", type: \"")
                    .append(declared.wrap().replace("*", declared.field().type()))
                    .append('"');
        }
        set("requires", declared.requires());
        set("provides", declared.provides());
        if (declared.external()) {
            out.append(", external: true");
        }
        declared.override()
                .ifPresent(loser -> out.append(", override: \"").append(loser).append('"'));
        declared.label()
                .ifPresent(
                        label -> out.append(", overrideLabel: \"").append(label).append('"'));
    }

    private void set(String name, FieldSet set) {
        if (!set.isEmpty()) {
            out.append(", ")
                    .append(name)
                    .append(": \"")
                    .append(FieldSets.text(set))
                    .append('"');
        }
    }
}
