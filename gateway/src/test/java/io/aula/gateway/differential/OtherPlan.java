package io.aula.gateway.differential;

import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.plan.OutputRewrite;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import io.aula.gateway.plan.ResponsePath;
import io.aula.gateway.supergraph.Supergraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Another planner's plan for an operation without conditions, as one of ours, so that our executor can tell whether it is right. */
final class OtherPlan {

    private final Supergraph supergraph;
    private int requests;

    OtherPlan(Supergraph supergraph) {
        this.supergraph = supergraph;
    }

    /** How many requests the plan sends. */
    static int requests(JsonNode node) {
        return switch (kind(node)) {
            case "Fetch", "BatchFetch" -> 1;
            case "Flatten" -> requests(node.get("node"));
            default ->
                node.path("nodes").valueStream().mapToInt(OtherPlan::requests).sum();
        };
    }

    /** How many requests wait for one another. */
    static int waves(JsonNode node) {
        return switch (kind(node)) {
            case "Fetch", "BatchFetch" -> 1;
            case "Flatten" -> waves(node.get("node"));
            case "Parallel" ->
                node.path("nodes")
                        .valueStream()
                        .mapToInt(OtherPlan::waves)
                        .max()
                        .orElse(0);
            default ->
                node.path("nodes").valueStream().mapToInt(OtherPlan::waves).sum();
        };
    }

    private static String kind(JsonNode node) {
        return node.path("kind").asString("");
    }

    PlanNode read(JsonNode node) {
        return switch (kind(node)) {
            case "Sequence" ->
                new PlanNode.Sequence(
                        node.get("nodes").valueStream().map(this::read).toList());
            case "Parallel" ->
                new PlanNode.Parallel(
                        node.get("nodes").valueStream().map(this::read).toList());
            case "Fetch" -> root(node, ResponsePath.root());
            case "Flatten" -> flatten(path(node.get("path")), node.get("node"));
            case "BatchFetch" -> batch(node);
            default -> throw new IllegalArgumentException("a plan with a " + kind(node));
        };
    }

    private PlanNode.Fetch root(JsonNode fetch, ResponsePath path) {
        return new PlanNode.Fetch(
                requests++,
                subgraph(fetch),
                OperationKind.valueOf(
                        fetch.path("operationKind").asString("query").toUpperCase(Locale.ROOT)),
                fetch.get("operation").asString(),
                variables(fetch),
                path,
                SelectionSet.none(),
                rewrites(fetch));
    }

    private PlanNode flatten(ResponsePath path, JsonNode fetch) {
        if (fetch.path("requires").isEmpty()) {
            return root(fetch, path);
        }
        var lookup = lookup("_entities", "representations", List.of(path), fetch);
        return new PlanNode.EntityFetch(
                requests++, subgraph(fetch), fetch.get("operation").asString(), variables(fetch), lookup);
    }

    private PlanNode.BatchFetch batch(JsonNode fetch) {
        var lookups = fetch.get("entityBatch")
                .get("aliases")
                .valueStream()
                .map(alias -> lookup(
                        alias.get("alias").asString(),
                        alias.get("representationsVariableName").asString(),
                        alias.get("paths").valueStream().map(OtherPlan::path).toList(),
                        alias))
                .toList();
        return new PlanNode.BatchFetch(
                requests++, subgraph(fetch), fetch.get("operation").asString(), variables(fetch), lookups);
    }

    private static String subgraph(JsonNode fetch) {
        return fetch.get("serviceName").asString();
    }

    private static List<String> variables(JsonNode fetch) {
        return fetch.path("variableUsages")
                .valueStream()
                .map(JsonNode::asString)
                .filter(name -> !name.startsWith("__") && !name.equals("representations"))
                .toList();
    }

    private EntityLookup lookup(String alias, String variable, List<ResponsePath> paths, JsonNode of) {
        return new EntityLookup(
                alias, variable, paths, representations(of), List.of(), SelectionSet.none(), rewrites(of));
    }

    private static ResponsePath path(JsonNode segments) {
        var path = ResponsePath.root();
        for (var segment : segments) {
            if (segment.has("Field")) {
                path = path.then(new PathSegment.Field(segment.get("Field").asString()));
            } else if (segment.has("TypeCondition")) {
                path = path.then(new PathSegment.TypeCondition(texts(segment.get("TypeCondition"))));
            } else {
                path = path.then(new PathSegment.ListItem());
            }
        }
        return path;
    }

    private static Set<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).collect(java.util.stream.Collectors.toSet());
    }

    /** Representations by type; what is renamed on the way in is read by its own name and sent by the new one. */
    private List<Representation> representations(JsonNode of) {
        var names = new HashMap<String, String>();
        var typename = new ArrayList<String>();
        for (var rewrite : of.path("inputRewrites")) {
            if (rewrite.has("KeyRenamer")) {
                var renamer = rewrite.get("KeyRenamer");
                names.put(
                        lastKey(renamer.get("path")), renamer.get("renameKeyTo").asString());
            } else {
                var setter = rewrite.has("ValueSetter") ? rewrite.get("ValueSetter") : rewrite;
                typename.add(setter.get("setValueTo").asString());
            }
        }
        var representations = new ArrayList<Representation>();
        for (var fragment : of.get("requires")) {
            var type = fragment.get("typeCondition").asString();
            var types = new HashSet<>(supergraph.type(type).possible());
            types.add(type);
            representations.add(new Representation(
                    types,
                    typename.isEmpty() ? type : typename.getFirst(),
                    List.of(),
                    fields(fragment.get("selections"), Set.of(), names)));
        }
        return representations;
    }

    private List<RepresentationField> fields(JsonNode selections, Set<String> onlyFor, Map<String, String> names) {
        var fields = new ArrayList<RepresentationField>();
        for (var selection : selections) {
            if (kind(selection).equals("InlineFragment")) {
                var possible = supergraph
                        .type(selection.get("typeCondition").asString())
                        .possible();
                fields.addAll(fields(selection.get("selections"), possible, names));
                continue;
            }
            var name = selection.get("name").asString();
            var key = selection.path("alias").asString(name);
            fields.add(new RepresentationField(
                    key,
                    names.getOrDefault(key, name),
                    onlyFor,
                    fields(selection.path("selections"), Set.of(), names)));
        }
        return fields;
    }

    private static String lastKey(JsonNode path) {
        return path.get(path.size() - 1).path("Key").asString("");
    }

    private static List<OutputRewrite> rewrites(JsonNode of) {
        var rewrites = new ArrayList<OutputRewrite>();
        for (var rewrite : of.path("outputRewrites")) {
            var renamer = rewrite.get("KeyRenamer");
            var path = ResponsePath.root();
            for (var i = 0; i < renamer.get("path").size() - 1; i++) {
                var segment = renamer.get("path").get(i);
                if (segment.has("Key")) {
                    path = path.then(new PathSegment.Field(segment.get("Key").asString()));
                }
            }
            rewrites.add(new OutputRewrite(
                    path,
                    lastKey(renamer.get("path")),
                    renamer.get("renameKeyTo").asString()));
        }
        return rewrites;
    }
}
