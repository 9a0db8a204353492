package io.aula.gateway.operation.document;

import graphql.Scalars;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a {@link ValidityProof} that is about arguments, literals and variables. */
final class ValueProof {

    private static final BigInteger LEAST = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final GraphQLType CONDITION = GraphQLNonNull.nonNull(Scalars.GraphQLBoolean);

    private final GraphQLSchema schema;
    private final Map<String, GraphQLType> variables = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    ValueProof(GraphQLSchema schema) {
        this.schema = schema;
    }

    boolean declare(List<VariableDefinition> definitions) {
        for (var definition : definitions) {
            var type = type(definition.getType());
            var preset = definition.getDefaultValue();
            if (type == null
                    || !definition.getDirectives().isEmpty()
                    || preset != null && !fits(preset, type)
                    || variables.put(definition.getName(), type) != null) {
                return false;
            }
        }
        // A default value that names a variable would have used it.
        return used.isEmpty();
    }

    boolean allUsed() {
        return used.size() == variables.size();
    }

    boolean arguments(List<GraphQLArgument> known, List<Argument> given) {
        if (known.isEmpty() && given.isEmpty()) {
            return true;
        }
        var rest = new HashMap<String, GraphQLArgument>();
        known.forEach(argument -> rest.put(argument.getName(), argument));
        for (var argument : given) {
            var definition = rest.remove(argument.getName());
            if (definition == null || !fits(argument.getValue(), definition.getType())) {
                return false;
            }
        }
        return rest.values().stream()
                .noneMatch(argument -> argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue());
    }

    boolean isCondition(Value<?> value) {
        return fits(value, CONDITION);
    }

    private @Nullable GraphQLType type(Type<?> type) {
        return switch (type) {
            case NonNullType required
            when type(required.getType()) instanceof GraphQLType inner -> GraphQLNonNull.nonNull(inner);
            case ListType list when type(list.getType()) instanceof GraphQLType item -> GraphQLList.list(item);
            case TypeName name when schema.getType(name.getName()) instanceof GraphQLInputType input -> input;
            default -> null;
        };
    }

    private boolean fits(Value<?> value, GraphQLType type) {
        if (value instanceof VariableReference reference) {
            var variable = variables.get(reference.getName());
            used.add(reference.getName());
            return variable != null && flows(variable, type);
        }
        return switch (type) {
            case GraphQLNonNull required -> !(value instanceof NullValue) && fits(value, required.getWrappedType());
            case GraphQLType _ when value instanceof NullValue -> true;
            case GraphQLList list
            when value instanceof ArrayValue array ->
                array.getValues().stream().allMatch(item -> fits(item, list.getWrappedType()));
            case GraphQLList list -> fits(value, list.getWrappedType());
            case GraphQLScalarType scalar -> fitsScalar(value, scalar.getName());
            case GraphQLEnumType choice ->
                value instanceof EnumValue chosen && choice.getValue(chosen.getName()) != null;
            case GraphQLInputObjectType object ->
                value instanceof ObjectValue given && !object.isOneOf() && fitsObject(given, object);
            default -> false;
        };
    }

    private static boolean fitsScalar(Value<?> value, String scalar) {
        return switch (scalar) {
            case "Int" ->
                value instanceof IntValue number
                        && number.getValue().compareTo(LEAST) >= 0
                        && number.getValue().compareTo(MOST) <= 0;
            case "Float" ->
                value instanceof IntValue whole
                                && Double.isFinite(whole.getValue().doubleValue())
                        || value instanceof FloatValue number
                                && Double.isFinite(number.getValue().doubleValue());
            case "String" -> value instanceof StringValue;
            case "Boolean" -> value instanceof BooleanValue;
            case "ID" -> value instanceof StringValue || value instanceof IntValue;
            default -> false;
        };
    }

    private boolean fitsObject(ObjectValue given, GraphQLInputObjectType type) {
        var names = new HashSet<String>();
        for (var field : given.getObjectFields()) {
            var definition = type.getFieldDefinition(field.getName());
            if (definition == null || !names.add(field.getName()) || !fits(field.getValue(), definition.getType())) {
                return false;
            }
        }
        return type.getFieldDefinitions().stream()
                .noneMatch(field -> field.getType() instanceof GraphQLNonNull
                        && !field.hasSetDefaultValue()
                        && !names.contains(field.getName()));
    }

    /** Whether every value of the variable's type may stand where the other type is wanted. */
    private static boolean flows(GraphQLType variable, GraphQLType wanted) {
        return switch (wanted) {
            case GraphQLNonNull required ->
                variable instanceof GraphQLNonNull given && flows(given.getWrappedType(), required.getWrappedType());
            case GraphQLType _ when variable instanceof GraphQLNonNull given -> flows(given.getWrappedType(), wanted);
            case GraphQLList list ->
                variable instanceof GraphQLList given && flows(given.getWrappedType(), list.getWrappedType());
            case GraphQLNamedType named ->
                variable instanceof GraphQLNamedType given && given.getName().equals(named.getName());
            default -> false;
        };
    }
}
