package io.aula.gateway.executor;

import graphql.introspection.Introspection;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedOutputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import io.aula.gateway.operation.Condition;
import io.aula.gateway.operation.Deferral;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.ResponseKeys;
import io.aula.gateway.operation.SelectionSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Operation and schema to {@link Shape}: CollectFields of the specification, done once per plan and concrete type. */
final class ShapeCompiler {

    private static final Set<String> REFETCHING = Set.of("node", "nodes");

    private final GraphQLSchema schema;
    private final NameBytes names;
    private final Map<GraphQLCompositeType, Map<String, Shape.ShapedField>> plain;
    private final Set<Integer> later;

    /**
     * {@code plain} keeps the leaves that are asked for under their own name and without conditions, for all operations of the
     * schema; {@code later} are the numbers of the deferrals for which a mark is to stand in the response.
     */
    ShapeCompiler(
            GraphQLSchema schema,
            NameBytes names,
            Map<GraphQLCompositeType, Map<String, Shape.ShapedField>> plain,
            Set<Integer> later) {
        this.schema = schema;
        this.names = names;
        this.plain = plain;
        this.later = later;
    }

    Shape.Composite compile(Operation operation) {
        var root = switch (operation.kind()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
        return composite(root, false, List.of(new Part(operation.selections(), List.of())));
    }

    /** A selection set that applies here, and the conditions it stands under. */
    private record Part(SelectionSet set, List<Condition> conditions) {}

    /** What all selections of one response key say together; {@code conditions} are theirs, in order. */
    private record Collected(FieldSelection first, List<List<Condition>> conditions, List<Part> children) {

        boolean always() {
            for (var each : conditions) {
                if (each.isEmpty()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A place of a response key: it stands where the first selection that takes part stands. */
    private record Place(String responseKey, int selection) {}

    /** What applies to objects of one type; {@code marks} stand for fragments that come later. */
    private record Selected(Map<String, Collected> fields, List<Place> places, Map<Integer, Shape.ShapedField> marks) {}

    private Shape shape(GraphQLType type, boolean nonNull, List<Part> children) {
        return switch (type) {
            case GraphQLNonNull inner -> shape(inner.getWrappedType(), true, children);
            case GraphQLList list -> new Shape.ListOf(nonNull, shape(list.getWrappedType(), false, children));
            case GraphQLEnumType named ->
                new Shape.EnumLeaf(
                        nonNull,
                        new TypeNames(named.getValues().stream()
                                .map(GraphQLEnumValueDefinition::getName)
                                .toList()));
            case GraphQLCompositeType composite -> composite(composite, nonNull, children);
            default -> new Shape.Leaf(nonNull, LeafType.named(((GraphQLNamedOutputType) type).getName()));
        };
    }

    private Shape.Composite composite(GraphQLCompositeType type, boolean nonNull, List<Part> parts) {
        if (type instanceof GraphQLObjectType object) {
            return new Shape.Composite(nonNull, TypeNames.NONE, List.of(), fields(object, parts), true);
        }
        var possible = possibleTypes(type);
        var sorted = possible.stream()
                .sorted(java.util.Comparator.comparing(GraphQLObjectType::getName))
                .toList();
        var fields = sorted.stream().map(object -> fields(object, parts)).toList();
        var names =
                new TypeNames(sorted.stream().map(GraphQLObjectType::getName).toList());
        return new Shape.Composite(nonNull, names, fields, fields(type, parts), false);
    }

    private List<GraphQLObjectType> possibleTypes(GraphQLCompositeType type) {
        return switch (type) {
            case GraphQLInterfaceType contract -> schema.getImplementations(contract);
            case GraphQLUnionType union ->
                union.getTypes().stream().map(GraphQLObjectType.class::cast).toList();
            default -> List.of();
        };
    }

    private Shape.Fields fields(GraphQLCompositeType type, List<Part> parts) {
        var selected = new Selected(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
        parts.forEach(part -> collect(type, part.set(), part.conditions(), selected));
        var fields = new ArrayList<Shape.ShapedField>();
        for (var place : selected.places()) {
            var field = Objects.requireNonNull(selected.fields().get(place.responseKey()));
            fields.add(field(type, field, place.selection()));
        }
        fields.addAll(selected.marks().values());
        return Shape.Fields.of(fields);
    }

    private Shape.ShapedField mark(
            GraphQLCompositeType type, int id, InlineFragment fragment, List<Condition> conditions) {
        var content = composite(type, true, List.of(new Part(fragment.selections(), List.of())));
        var nothing = new byte[0];
        return new Shape.ShapedField(
                "", nothing, nothing, when(conditions, List.of()), new Shape.Later(id, content), type.getName());
    }

    private void collect(GraphQLCompositeType type, SelectionSet set, List<Condition> outer, Selected selected) {
        for (var selection : set.selections()) {
            var conditions = Lists.join(outer, selection.conditions());
            switch (selection) {
                case FieldSelection field -> {
                    var known = selected.fields()
                            .computeIfAbsent(
                                    field.responseKey(),
                                    key -> new Collected(field, new ArrayList<>(1), new ArrayList<>()));
                    if (!known.always() && !known.conditions().contains(conditions)) {
                        selected.places()
                                .add(new Place(
                                        field.responseKey(), known.conditions().size()));
                        known.conditions().add(conditions);
                    }
                    if (!field.selections().isEmpty()) {
                        known.children().add(new Part(field.selections(), conditions));
                    }
                }
                case InlineFragment fragment -> {
                    if (!applies(type, fragment.typeCondition())) {
                        continue;
                    }
                    var part = fragment.deferral().map(Deferral::id).filter(later::contains);
                    if (part.isEmpty()) {
                        collect(type, fragment.selections(), conditions, selected);
                        continue;
                    }
                    selected.marks().put(part.get(), mark(type, part.get(), fragment, conditions));
                }
            }
        }
    }

    private boolean applies(GraphQLCompositeType type, String condition) {
        if (type.getName().equals(condition)) {
            return true;
        }
        if (!(schema.getType(condition) instanceof GraphQLCompositeType wanted)) {
            return false;
        }
        if (type instanceof GraphQLObjectType object) {
            return possibleTypes(wanted).stream()
                    .anyMatch(each -> each.getName().equals(object.getName()));
        }
        return type instanceof GraphQLInterfaceType contract
                && contract.getInterfaces().stream()
                        .anyMatch(each -> each.getName().equals(condition));
    }

    private Shape.ShapedField field(GraphQLCompositeType type, Collected collected, int place) {
        var selection = collected.first();
        var own = collected.conditions().get(place);
        if (place > 0 || !own.isEmpty() || !collected.children().isEmpty() || selection.aliased()) {
            return anyField(type, collected, place);
        }
        var known = plain.computeIfAbsent(type, _ -> new ConcurrentHashMap<>());
        var field = known.get(selection.name());
        if (field == null) {
            field = anyField(type, collected, place);
            known.put(selection.name(), field);
        }
        return field;
    }

    private Shape.ShapedField anyField(GraphQLCompositeType type, Collected collected, int place) {
        var selection = collected.first();
        var key = selection.responseKey();
        var shown = ResponseKeys.shown(key);
        var when = when(
                collected.conditions().get(place),
                List.copyOf(collected.conditions().subList(0, place)));
        return new Shape.ShapedField(
                shown,
                TypeNames.bytes(",\"" + shown + "\":"),
                names.of(key),
                when,
                shape(type, selection, collected.children()),
                type.getName() + "." + selection.name());
    }

    private Shape shape(GraphQLCompositeType type, FieldSelection selection, List<Part> children) {
        if (selection.name().equals("__typename")) {
            return type instanceof GraphQLObjectType
                    ? new Shape.Constant(TypeNames.bytes("\"" + type.getName() + "\""))
                    : new Shape.Leaf(true, LeafType.STRING);
        }
        var output = outputType(type, selection.name());
        if (Introspection.isIntrospectionTypes(unwrapped(output))) {
            return new Shape.Introspected(selection.responseKey());
        }
        var shape = shape(output, false, children);
        return refetches(type, selection.name(), output) ? refetched(shape) : shape;
    }

    private boolean refetches(GraphQLCompositeType type, String field, GraphQLType output) {
        return type == schema.getQueryType()
                && REFETCHING.contains(field)
                && unwrapped(output).getName().equals("Node");
    }

    private static Shape refetched(Shape shape) {
        return switch (shape) {
            case Shape.ListOf(var nonNull, var item) -> new Shape.ListOf(nonNull, refetched(item));
            case Shape.Composite object when !object.nonNull() -> new Shape.Refetched(object.required());
            case Shape other -> other;
        };
    }

    private static Shape.When when(List<Condition> conditions, List<List<Condition>> unless) {
        if (conditions.isEmpty() && unless.isEmpty()) {
            return Shape.When.ALWAYS;
        }
        return new Shape.When(conditions.isEmpty() ? List.of() : List.of(conditions), unless);
    }

    private GraphQLType outputType(GraphQLCompositeType type, String field) {
        if (field.equals("__schema")) {
            return schema.getIntrospectionSchemaFieldDefinition().getType();
        }
        if (field.equals("__type")) {
            return schema.getIntrospectionTypeFieldDefinition().getType();
        }
        if (type instanceof GraphQLFieldsContainer container) {
            var definition = container.getFieldDefinition(field);
            if (definition != null) {
                return definition.getType();
            }
        }
        throw new IllegalStateException("The client's schema has no " + type.getName() + "." + field);
    }

    static GraphQLNamedOutputType unwrapped(GraphQLType type) {
        return (GraphQLNamedOutputType) graphql.schema.GraphQLTypeUtil.unwrapAll(type);
    }
}
