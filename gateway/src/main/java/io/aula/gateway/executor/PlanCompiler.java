package io.aula.gateway.executor;

import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLSchema;
import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.operation.VariableDefinition;
import io.aula.gateway.plan.ContextVariable;
import io.aula.gateway.plan.EntityLookup;
import io.aula.gateway.plan.OutputRewrite;
import io.aula.gateway.plan.PathSegment;
import io.aula.gateway.plan.PlanNode;
import io.aula.gateway.plan.QueryPlan;
import io.aula.gateway.plan.Representation;
import io.aula.gateway.plan.RepresentationField;
import io.aula.gateway.plan.ResponsePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Does once per plan whatever would otherwise be done per request. */
public final class PlanCompiler {

    private final GraphQLSchema schema;
    private final TypeNames abstractTypes;
    private final Map<String, byte[]> fieldNames;
    private final Map<GraphQLCompositeType, Map<String, Shape.ShapedField>> plain = new ConcurrentHashMap<>();

    /** {@code schema} is the client's; {@code abstractTypes} are the interfaces and unions of all subgraphs. */
    public PlanCompiler(GraphQLSchema schema, Set<String> abstractTypes) {
        this.schema = schema;
        this.abstractTypes = new TypeNames(abstractTypes);
        this.fieldNames = NameBytes.ofFields(schema);
    }

    /** {@code asked} is the client's operation; the plan may have been made for less, if the caller may not see all of it. */
    public CompiledPlan compile(Operation asked, QueryPlan plan) {
        var run = new Run(new NameBytes(fieldNames), asked.kind() == OperationKind.QUERY, asked.variables());
        var root = plan.root().map(run::step);
        return new CompiledPlan(
                asked,
                root.orElse(null),
                later -> new ShapeCompiler(schema, new NameBytes(fieldNames), plain, later).compile(asked),
                run.renamed.toByteArray(),
                abstractTypes,
                !run.contextual && Repeating.throughout(run.asked));
    }

    /** One compilation; nodes are met in the order in which they will run. */
    private static final class Run {

        private final NameBytes names;
        private final JsonBuffer renamed = new JsonBuffer(64);
        private final ReuseFinder reuses = new ReuseFinder();
        private final boolean reusing;
        private final List<VariableDefinition> variables;
        private final List<Repeating.Asked> asked = new ArrayList<>();
        private boolean contextual;

        /** What mutations changed must be read again; events of a subscription are told apart by time alone. */
        Run(NameBytes names, boolean reusing, List<VariableDefinition> variables) {
            this.names = names;
            this.variables = variables;
            this.reusing = reusing;
        }

        Step step(PlanNode node) {
            var step = switch (node) {
                case PlanNode.Sequence(var nodes) -> new Step.Sequence(steps(nodes));
                case PlanNode.Parallel(var nodes) -> new Step.Parallel(steps(nodes));
                case PlanNode.Conditional(var conditions, var inner) -> new Step.Conditional(conditions, step(inner));
                case PlanNode.Fetch fetch -> rootCall(fetch);
                case PlanNode.EntityFetch fetch -> entityCall(fetch, List.of(fetch.lookup()));
                case PlanNode.BatchFetch fetch -> entityCall(fetch, fetch.lookups());
                case PlanNode.Subscription(var root, var rest) -> new Step.Stream(rootCall(root), rest.map(this::step));
                case PlanNode.Deferred deferred -> deferred(deferred);
            };
            if (reusing && node instanceof PlanNode.Request request) {
                reuses.answered(request);
            }
            return step;
        }

        private Step entityCall(PlanNode.Request request, List<EntityLookup> lookups) {
            var compiled = Lists.map(lookups, lookup -> lookup(request.subgraph(), lookup));
            if (lookups.stream().allMatch(lookup -> lookup.contexts().isEmpty())) {
                return new Step.EntityCall(text(request), compiled, Repeating.inAnswer(lookups));
            }
            contextual = true;
            return new Step.ContextCall(
                    text(request),
                    ContextText.inString(declarations(request)),
                    compiled,
                    lookups.stream().map(ContextText::pieces).toList());
        }

        private String declarations(PlanNode.Request request) {
            return variables.stream()
                    .filter(variable -> request.variables().contains(variable.name()))
                    .map(variable -> variable.print() + ",")
                    .collect(Collectors.joining());
        }

        private Step.Deferred deferred(PlanNode.Deferred deferred) {
            var primary = deferred.primary().map(this::step).orElse(new Step.Sequence(List.of()));
            var parts = deferred.parts().stream()
                    .map(part ->
                            new Step.Part(part.id(), part.parent(), part.label(), part.switchedBy(), step(part.node())))
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

        private List<Step> steps(List<PlanNode> nodes) {
            return Lists.map(nodes, this::step);
        }

        private Step.RootCall rootCall(PlanNode.Fetch fetch) {
            asked.add(Repeating.Asked.at(fetch.path(), fetch.output()));
            return new Step.RootCall(
                    text(fetch),
                    fetch.kind(),
                    path(fetch.path()),
                    renames(fetch.rewrites()),
                    keys(fetch.output(), fetch.rewrites()));
        }

        private Step.Lookup lookup(String subgraph, EntityLookup lookup) {
            for (var path : lookup.paths()) {
                asked.add(Repeating.Asked.at(path, lookup.output()));
            }
            return new Step.Lookup(
                    TypeNames.bytes(lookup.alias()),
                    TypeNames.bytes(lookup.variable()),
                    Lists.map(lookup.paths(), this::path),
                    Lists.map(lookup.representations(), this::representation),
                    Lists.map(lookup.contexts(), this::context),
                    renames(lookup.rewrites()),
                    keys(lookup.output(), lookup.rewrites()),
                    Lists.map(reuses.answers(subgraph, lookup), this::reuse),
                    lookup.isOfOwner());
        }

        private Step.Reuse reuse(ReuseFinder.Found found) {
            return new Step.Reuse(
                    representation(found.representation()), path(found.path()), Lists.map(found.fields(), names::of));
        }

        private List<Step.Rename> renames(List<OutputRewrite> rewrites) {
            return Lists.map(rewrites, this::rename);
        }

        private Step.Rename rename(OutputRewrite rewrite) {
            return new Step.Rename(
                    path(anyType(rewrite.path())), TypeNames.bytes(rewrite.alias()), key(rewrite.responseKey()));
        }

        /** A key among the plan's names. */
        private long key(String name) {
            var offset = renamed.length() + 1;
            var key = TypeNames.bytes(name);
            renamed.put('"').put(key).put('"');
            return Records.slice(Records.STRING, 0, offset, key.length);
        }

        private OutputKeys keys(SelectionSet output, List<OutputRewrite> rewrites) {
            var renamedTo = rewrites.stream()
                    .filter(rewrite -> anyType(rewrite.path()).segments().isEmpty())
                    .collect(Collectors.toMap(OutputRewrite::alias, OutputRewrite::responseKey, (first, _) -> first));
            var asked = new LinkedHashMap<String, List<List<Condition>>>();
            collectKeys(
                    output,
                    List.of(),
                    (key, conditions) -> asked.computeIfAbsent(
                                    renamedTo.getOrDefault(key, key), _ -> new ArrayList<>(1))
                            .add(conditions));
            return new OutputKeys(
                    asked.keySet().stream().mapToLong(this::key).toArray(),
                    Lists.map(List.copyOf(asked.values()), List::copyOf));
        }

        /** Types are no news to anybody. */
        private static void collectKeys(
                SelectionSet set, List<Condition> outer, BiConsumer<String, List<Condition>> keys) {
            for (var selection : set.selections()) {
                var conditions = Lists.join(outer, selection.conditions());
                switch (selection) {
                    case FieldSelection field
                    when !field.name().equals("__typename") -> keys.accept(field.responseKey(), conditions);
                    case FieldSelection _ -> {}
                    case InlineFragment fragment -> collectKeys(fragment.selections(), conditions, keys);
                }
            }
        }

        private CompiledPath path(ResponsePath path) {
            return CompiledPath.of(path, names);
        }

        private Step.EntityRepresentation representation(Representation representation) {
            var types = representation.types();
            if (!types.contains(representation.typename())) {
                types = new HashSet<>(types);
                types.add(representation.typename());
            }
            return new Step.EntityRepresentation(
                    new TypeNames(types),
                    TypeNames.bytes("{\"__typename\":\"" + representation.typename() + "\""),
                    sent(representation.keys()),
                    sent(representation.required()),
                    representation.keys().stream().anyMatch(Run::mayBeNull));
        }

        private Step.ContextValue context(ContextVariable context) {
            return new Step.ContextValue(
                    TypeNames.bytes(context.name()),
                    TypeNames.bytes(context.type()),
                    context.mandatory(),
                    context.holder().segments().size(),
                    sent(context.value()));
        }

        private List<Step.SentField> sent(List<RepresentationField> fields) {
            var sent = new ArrayList<Step.SentField>(fields.size());
            for (var field : fields) {
                if (!field.name().equals("__typename") || !field.responseKey().equals("__typename")) {
                    sent.add(sentField(field));
                }
            }
            return List.copyOf(sent);
        }

        private static boolean mayBeNull(RepresentationField key) {
            return !key.type().endsWith("!") || key.children().stream().anyMatch(Run::mayBeNull);
        }

        /** One bit for each list around, from the outermost: whether what is there may not be null. */
        private static int nonNull(String type) {
            var bits = 0;
            var rest = type;
            for (var depth = 0; depth < Integer.SIZE && !rest.isEmpty(); depth++) {
                if (rest.endsWith("!")) {
                    bits |= 1 << depth;
                    rest = rest.substring(0, rest.length() - 1);
                }
                rest = rest.startsWith("[") ? rest.substring(1, rest.length() - 1) : "";
            }
            return bits;
        }

        private Step.SentField sentField(RepresentationField field) {
            return new Step.SentField(
                    names.of(field.responseKey()),
                    opening(field.name()),
                    nonNull(field.type()),
                    field.onlyFor().isEmpty() ? TypeNames.NONE : new TypeNames(field.onlyFor()),
                    Lists.map(field.children(), this::sentField));
        }
    }

    private static Step.CallText text(PlanNode.Request request) {
        var opening = new JsonBuffer(256).raw("{\"query\":").string(request.document());
        return new Step.CallText(
                request.id(),
                request.subgraph(),
                opening.toByteArray(),
                Lists.map(request.variables(), name -> new Step.SentVariable(name, opening(name))));
    }

    /** The internal name says enough, and entities need not tell their type. */
    private static ResponsePath anyType(ResponsePath path) {
        var shorter = ResponsePath.root();
        for (var segment : path.segments()) {
            if (!(segment instanceof PathSegment.TypeCondition)) {
                shorter = shorter.then(segment);
            }
        }
        return shorter;
    }

    private static byte[] opening(String name) {
        return TypeNames.bytes("\"" + name + "\":");
    }
}
