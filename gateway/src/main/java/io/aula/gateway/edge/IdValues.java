package io.aula.gateway.edge;

import graphql.Scalars;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids among the values of variables are strings or whole numbers (GraphQL, section 3.5.5); the library takes anything for one. */
final class IdValues {

    private final GraphQLSchema schema;

    IdValues(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** Whether whatever is an ID within a value may be one; for values that fit their type otherwise. */
    boolean fit(@Nullable Object value, Type<?> type) {
        return switch (type) {
            case NonNullType required -> fit(value, required.getType());
            case ListType list
            when value instanceof List<?> items -> items.stream().allMatch(item -> fit(item, list.getType()));
            case ListType list -> fit(value, list.getType());
            case TypeName named when schema.getType(named.getName()) instanceof GraphQLType known -> fit(value, known);
            default -> true;
        };
    }

    private static boolean fit(@Nullable Object value, GraphQLType type) {
        return switch (type) {
            case GraphQLNonNull required -> fit(value, required.getWrappedType());
            case GraphQLList list
            when value instanceof List<?> items -> items.stream().allMatch(item -> fit(item, list.getWrappedType()));
            case GraphQLList list -> fit(value, list.getWrappedType());
            case GraphQLInputObjectType object
            when value instanceof Map<?, ?> given ->
                object.getFieldDefinitions().stream()
                        .allMatch(field -> fit(given.get(field.getName()), field.getType()));
            case GraphQLScalarType scalar ->
                !scalar.getName().equals(Scalars.GraphQLID.getName())
                        || value == null
                        || value instanceof String
                        || value instanceof Integer
                        || value instanceof BigInteger;
            default -> true;
        };
    }
}
