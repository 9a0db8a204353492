package io.aula.gateway.plan;

import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.SelectionPrinter;
import io.aula.gateway.operation.SelectionSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a plan as indented text; stable, so that plans can be compared as files. */
public final class PlanPrinter {

    private final StringBuilder out = new StringBuilder();

    private PlanPrinter() {}

    public static String print(QueryPlan plan) {
        var printer = new PlanPrinter();
        printer.out.append("QueryPlan {\n");
        plan.root().ifPresent(node -> printer.node(node, 1));
        return printer.out.append("}\n").toString();
    }

    private void node(PlanNode node, int depth) {
        switch (node) {
            case PlanNode.Sequence(var nodes) -> group("Sequence", nodes, depth);
            case PlanNode.Parallel(var nodes) -> group("Parallel", nodes, depth);
            case PlanNode.Conditional(var conditions, var inner) ->
                group(
                        conditions.stream().map(Condition::print).collect(Collectors.joining(" ", "If ", "")),
                        List.of(inner),
                        depth);
            case PlanNode.Fetch fetch -> fetch(fetch, depth);
            case PlanNode.EntityFetch fetch -> {
                line(depth, "Fetch #" + fetch.id() + " " + fetch.subgraph() + " {");
                lookup(fetch.lookup(), depth + 1);
                line(depth, "}");
            }
            case PlanNode.BatchFetch fetch -> {
                line(depth, "BatchFetch #" + fetch.id() + " " + fetch.subgraph() + " {");
                fetch.lookups().forEach(lookup -> lookup(lookup, depth + 1));
                line(depth, "}");
            }
            case PlanNode.Subscription(var root, var rest) -> {
                line(depth, "Subscription {");
                fetch(root, depth + 1);
                rest.ifPresent(inner -> node(inner, depth + 1));
                line(depth, "}");
            }
            case PlanNode.Deferred(var primary, var parts) -> {
                line(depth, "Defer {");
                primary.ifPresent(inner -> node(inner, depth + 1));
                parts.forEach(part -> deferred(part, depth + 1));
                line(depth, "}");
            }
        }
    }

    private void deferred(PlanNode.DeferredPart part, int depth) {
        var label = part.label().map(text -> " \"" + text + "\"").orElse("");
        var after = part.parent() == 0 ? "" : " after #" + part.parent();
        var unless = part.switchedBy().map(variable -> " if $" + variable).orElse("");
        line(
                depth,
                "Part #" + part.id() + label + after + unless + " at \""
                        + part.path().print() + "\" {");
        node(part.node(), depth + 1);
        line(depth, "}");
    }

    private void group(String name, List<PlanNode> nodes, int depth) {
        line(depth, name + " {");
        nodes.forEach(inner -> node(inner, depth + 1));
        line(depth, "}");
    }

    private void fetch(PlanNode.Fetch fetch, int depth) {
        var where = fetch.path().isRoot() ? "" : " at \"" + fetch.path().print() + "\"";
        line(depth, "Fetch #" + fetch.id() + " " + fetch.subgraph() + where + " {");
        line(depth + 1, fetch.kind().keyword() + " " + selections(fetch.output(), depth + 1));
        rewrites(fetch.rewrites(), depth + 1);
        line(depth, "}");
    }

    private void lookup(EntityLookup lookup, int depth) {
        for (var path : lookup.paths()) {
            line(depth, lookup.alias() + " at \"" + path.print() + "\"");
        }
        for (var representation : lookup.representations()) {
            line(depth, "represent " + represent(representation));
        }
        for (var context : lookup.contexts()) {
            line(
                    depth,
                    "with $" + context.name() + ": " + context.type() + " from " + fields(context.value()) + " at \""
                            + context.holder().print() + "\"");
        }
        line(depth, "select " + selections(lookup.output(), depth));
        rewrites(lookup.rewrites(), depth);
    }

    private static String represent(Representation representation) {
        var types = String.join("|", new TreeSet<>(representation.types()));
        var sentAs = representation.types().equals(java.util.Set.of(representation.typename()))
                ? ""
                : " as " + representation.typename();
        var requires = representation.required().isEmpty() ? "" : " requires " + fields(representation.required());
        return types + sentAs + " by " + fields(representation.keys()) + requires;
    }

    private static String fields(List<RepresentationField> fields) {
        return fields.stream().map(PlanPrinter::field).collect(Collectors.joining(" ", "{", "}"));
    }

    private static String field(RepresentationField field) {
        var from = field.responseKey().equals(field.name()) ? "" : "<-" + field.responseKey();
        var only = field.onlyFor().isEmpty() ? "" : "|" + String.join("|", new TreeSet<>(field.onlyFor()));
        return field.name() + from + only + (field.children().isEmpty() ? "" : fields(field.children()));
    }

    private void rewrites(List<OutputRewrite> rewrites, int depth) {
        for (var rewrite : rewrites) {
            line(
                    depth,
                    "rename " + rewrite.alias() + " to " + rewrite.responseKey() + " at \""
                            + rewrite.path().print() + "\"");
        }
    }

    private static String selections(SelectionSet set, int depth) {
        return SelectionPrinter.indented(set, depth);
    }

    private void line(int depth, String text) {
        out.repeat("  ", depth).append(text).append('\n');
    }
}
