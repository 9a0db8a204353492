package io.aula.gateway.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A query or mutation with everything the language has for them: aliases, fragments, variables, conditions, fields asked twice. */
final class RandomOperation {

    /** A document and its variables. */
    record Asked(String document, Map<String, Object> variables) {

        /** The same asking for everything, whatever the variables are. */
        Asked unconditional() {
            var bare = document.replaceAll(" @(include|skip)\\(if: [^)]*\\)", "")
                    .replaceAll("(, )?\\$c\\d: Boolean!( = true)?", "")
                    .replace("(, ", "(")
                    .replace(" Random() ", " Random ");
            return new Asked(bare, variables);
        }
    }

    private static final int MOST_FIELDS = 40;
    private static final int MOST_NESTING = 6;
    private static final List<String> ALIASES = List.of("a", "b", "id", "name", "code", "owner");

    private final Random random;
    private final Graph graph;
    private final Map<String, String> declarations = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final List<String> fragments = new ArrayList<>();
    private final Map<String, String> fragmentTypes = new LinkedHashMap<>();
    private int fields;
    private int nesting;

    RandomOperation(Random random, Graph graph) {
        this.random = random;
        this.graph = graph;
    }

    Asked build() {
        var mutation = !graph.type("Mutation").parts.isEmpty() && chance(0.15);
        var body = selections(graph.type(mutation ? "Mutation" : "Query"), 0);
        var declared = declarations.isEmpty() ? "" : "(" + String.join(", ", declarations.values()) + ")";
        return new Asked(
                (mutation ? "mutation" : "query") + " Random" + declared + " " + body + String.join("", fragments),
                variables);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String selections(Graph.Type type, int depth) {
        var chosen = new LinkedHashSet<String>();
        var count = 1 + random.nextInt(depth == 0 ? 2 : 4);
        for (var i = 0; i < count; i++) {
            selection(type, depth, chosen);
        }
        if (chosen.isEmpty()) {
            chosen.add("__typename");
        }
        return "{ " + String.join(" ", chosen) + " }";
    }

    private void selection(Graph.Type type, int depth, LinkedHashSet<String> chosen) {
        var visible = type.visible();
        if (nesting < MOST_NESTING && (visible.isEmpty() || chance(0.15))) {
            nesting++;
            chosen.add(fragment(type, depth));
            nesting--;
            return;
        }
        if (visible.isEmpty()) {
            return;
        }
        if (depth > 0 && chance(0.12)) {
            chosen.add((chance(0.2) ? "kind: " : "") + "__typename");
        }
        // Twice the chance for what needs other fields first: that is where planners go wrong.
        var field = pick(visible);
        if (field.computedFrom().isEmpty() && chance(0.5)) {
            field = pick(visible);
        }
        var text = field(field, depth);
        if (!text.isEmpty()) {
            chosen.add(text);
        }
    }

    private String field(Graph.Field field, int depth) {
        var composite = graph.isComposite(field.type());
        if (composite && depth >= 6 || fields > MOST_FIELDS) {
            return "";
        }
        fields++;
        var alias = chance(0.12) ? pick(ALIASES) + ": " : "";
        var below = composite ? " " + selections(graph.type(field.type()), depth + 1) : "";
        return alias + field.name() + arguments(field) + condition() + below;
    }

    private String arguments(Graph.Field field) {
        var given = new ArrayList<String>();
        for (var argument : field.arguments()) {
            if (chance(0.7)) {
                given.add(argument.startsWith("unit") ? "unit: " + unit() : "by: " + by());
            }
        }
        return given.isEmpty() ? "" : "(" + String.join(", ", given) + ")";
    }

    private String unit() {
        if (chance(0.5)) {
            return Integer.toString(random.nextInt(3));
        }
        var name = "u" + random.nextInt(2);
        declarations.computeIfAbsent(name, each -> {
            var preset = chance(0.3);
            if (chance(0.7)) {
                variables.put(each, random.nextInt(3));
            }
            return "$" + each + ": Int" + (preset ? " = 2" : "");
        });
        return "$" + name;
    }

    private String by() {
        if (chance(0.4)) {
            return "{n: %d, mood: GLAD, list: [1, %s]}".formatted(random.nextInt(3), "2");
        }
        declarations.computeIfAbsent("by", each -> {
            variables.put(each, Map.of("n", random.nextInt(3), "mood", "WILD"));
            return "$by: By";
        });
        return "$by";
    }

    private String condition() {
        if (!chance(0.12)) {
            return "";
        }
        var directive = chance(0.6) ? " @include(if: " : " @skip(if: ";
        if (chance(0.2)) {
            return directive + random.nextBoolean() + ")";
        }
        var name = "c" + random.nextInt(2);
        declarations.computeIfAbsent(name, each -> {
            var optional = chance(0.3);
            if (!optional || chance(0.5)) {
                variables.put(each, random.nextBoolean());
            }
            return "$" + each + ": Boolean!" + (optional ? " = true" : "");
        });
        return directive + "$" + name + ")";
    }

    private String fragment(Graph.Type type, int depth) {
        var on = pick(conditions(type));
        if (chance(0.25)) {
            return named(on, depth) + condition();
        }
        var bare = on.equals(type.name) && chance(0.5) ? "..." : "... on " + on;
        return bare + condition() + " " + selections(graph.type(on), depth);
    }

    private String named(String on, int depth) {
        var known = fragmentTypes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(on))
                .map(Map.Entry::getKey)
                .toList();
        if (!known.isEmpty() && chance(0.6)) {
            return "..." + pick(known);
        }
        var body = selections(graph.type(on), Math.max(depth, 3));
        var name = "F" + fragments.size();
        fragments.add(" fragment " + name + " on " + on + " " + body);
        fragmentTypes.put(name, on);
        return "..." + name;
    }

    /** Types whose objects may be among this type's. */
    private List<String> conditions(Graph.Type type) {
        var found = new ArrayList<>(List.of(type.name));
        for (var other : graph.types()) {
            if (other.parts.isEmpty()) {
                continue;
            }
            var overlap = type.members.contains(other.name)
                    || other.members.contains(type.name)
                    || other.members.stream().anyMatch(type.members::contains);
            if (overlap) {
                found.add(other.name);
            }
        }
        return found;
    }
}
