package io.aula.gateway.executor;

import graphql.schema.GraphQLSchema;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.plan.OutputRewrite;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.QueryPlan;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import io.aula.gateway.plan.ResponsePath;
import java.util.List;
import java.util.Set;

/** Does once per plan whatever would otherwise be done per request. */
public final class PlanCompiler {

    private final GraphQLSchema schema;
    private final TypeNames abstractTypes;

    /** {@code schema} is the client's; {@code abstractTypes} are the interfaces and unions of all subgraphs. */
    public PlanCompiler(GraphQLSchema schema, Set<String> abstractTypes) {
        this.schema = schema;
        this.abstractTypes = new TypeNames(abstractTypes);
    }

    /** {@code asked} is the client's operation; the plan may have been made for less, if the caller may not see all of it. */
    public CompiledPlan compile(Operation asked, QueryPlan plan) {
        var names = new JsonBuffer(64);
        var root = plan.root().map(node -> step(node, names));
        return new CompiledPlan(
                asked,
                root.orElse(null),
                later -> new ShapeCompiler(schema, later).compile(asked),
                names.toByteArray(),
                abstractTypes);
    }

    private static Step step(PlanNode node, JsonBuffer names) {
        return switch (node) {
            case PlanNode.Sequence(var nodes) -> new Step.Sequence(steps(nodes, names));
            case PlanNode.Parallel(var nodes) -> new Step.Parallel(steps(nodes, names));
            case PlanNode.Conditional(var conditions, var inner) ->
                new Step.Conditional(conditions, step(inner, names));
            case PlanNode.Fetch fetch -> rootCall(fetch, names);
            case PlanNode.EntityFetch fetch -> new Step.EntityCall(text(fetch), List.of(lookup(fetch.lookup(), names)));
            case PlanNode.BatchFetch fetch ->
                new Step.EntityCall(
                        text(fetch),
                        fetch.lookups().stream()
                                .map(lookup -> lookup(lookup, names))
                                .toList());
            case PlanNode.Subscription(var root, var rest) ->
                new Step.Stream(rootCall(root, names), rest.map(inner -> step(inner, names)));
            case PlanNode.Deferred deferred -> deferred(deferred, names);
        };
    }

    private static Step.Deferred deferred(PlanNode.Deferred deferred, JsonBuffer names) {
        var primary = deferred.primary().map(node -> step(node, names)).orElse(new Step.Sequence(List.of()));
        var parts = deferred.parts().stream()
                .map(part -> new Step.Part(
                        part.id(), part.parent(), part.label(), part.switchedBy(), step(part.node(), names)))
                .toList();
        return new Step.Deferred(primary, parts, new Step.Sequence(List.of(primary, below(0, parts))));
    }

    /** The parts of a part at once, each followed by its own. */
    private static Step below(int parent, List<Step.Part> parts) {
        return new Step.Parallel(parts.stream()
                .filter(part -> part.parent() == parent)
                .<Step>map(part -> new Step.Sequence(List.of(part.step(), below(part.id(), parts))))
                .toList());
    }

    private static List<Step> steps(List<PlanNode> nodes, JsonBuffer names) {
        return nodes.stream().map(node -> step(node, names)).toList();
    }

    private static Step.RootCall rootCall(PlanNode.Fetch fetch, JsonBuffer names) {
        return new Step.RootCall(
                text(fetch), fetch.kind(), CompiledPath.of(fetch.path()), renames(fetch.rewrites(), names));
    }

    private static Step.CallText text(PlanNode.Request request) {
        var opening = new JsonBuffer(256).raw("{\"query\":").string(request.document());
        return new Step.CallText(
                request.id(),
                request.subgraph(),
                opening.toByteArray(),
                request.variables().stream()
                        .map(name -> new Step.SentVariable(name, key(name)))
                        .toList());
    }

    private static Step.Lookup lookup(EntityLookup lookup, JsonBuffer names) {
        return new Step.Lookup(
                TypeNames.bytes(lookup.alias()),
                key(lookup.variable()),
                lookup.paths().stream().map(CompiledPath::of).toList(),
                lookup.representations().stream()
                        .map(PlanCompiler::representation)
                        .toList(),
                renames(lookup.rewrites(), names));
    }

    private static Step.EntityRepresentation representation(Representation representation) {
        var types = new java.util.TreeSet<>(representation.types());
        types.add(representation.typename());
        return new Step.EntityRepresentation(
                new TypeNames(types),
                TypeNames.bytes("{\"__typename\":\"" + representation.typename() + "\""),
                sent(representation.keys()),
                sent(representation.required()));
    }

    private static List<Step.SentField> sent(List<RepresentationField> fields) {
        return fields.stream()
                .filter(field -> !field.name().equals("__typename")
                        || !field.responseKey().equals("__typename"))
                .map(PlanCompiler::sentField)
                .toList();
    }

    private static Step.SentField sentField(RepresentationField field) {
        return new Step.SentField(
                TypeNames.bytes(field.responseKey()),
                key(field.name()),
                new TypeNames(field.onlyFor()),
                field.children().stream().map(PlanCompiler::sentField).toList());
    }

    private static List<Step.Rename> renames(List<OutputRewrite> rewrites, JsonBuffer names) {
        return rewrites.stream().map(rewrite -> rename(rewrite, names)).toList();
    }

    private static Step.Rename rename(OutputRewrite rewrite, JsonBuffer names) {
        var offset = names.length() + 1;
        var key = TypeNames.bytes(rewrite.responseKey());
        names.put('"').put(key).put('"');
        return new Step.Rename(
                CompiledPath.of(anyType(rewrite.path())),
                TypeNames.bytes(rewrite.alias()),
                Records.slice(Records.STRING, 0, offset, key.length));
    }

    /** The internal name says enough, and entities need not tell their type. */
    private static ResponsePath anyType(ResponsePath path) {
        return new ResponsePath(path.segments().stream()
                .filter(segment -> !(segment instanceof PathSegment.TypeCondition))
                .toList());
    }

    private static byte[] key(String name) {
        return TypeNames.bytes("\"" + name + "\":");
    }
}
