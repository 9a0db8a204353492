package io.aula.gateway.executor;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The names of a plan in bytes, one array for each: a {@link Layout} knows them again by identity. For one thread. */
final class NameBytes {

    private final Map<String, byte[]> ofFields;
    private final Map<String, byte[]> others = new HashMap<>();

    /** {@code ofFields} are those of the client's schema, which all plans use. */
    NameBytes(Map<String, byte[]> ofFields) {
        this.ofFields = ofFields;
    }

    static Map<String, byte[]> ofFields(GraphQLSchema schema) {
        return schema.getAllTypesAsList().stream()
                .filter(GraphQLFieldsContainer.class::isInstance)
                .flatMap(type -> ((GraphQLFieldsContainer) type).getFieldDefinitions().stream())
                .map(GraphQLFieldDefinition::getName)
                .distinct()
                .collect(Collectors.toUnmodifiableMap(name -> name, TypeNames::bytes));
    }

    byte[] of(String name) {
        var known = ofFields.get(name);
        return known == null ? others.computeIfAbsent(name, TypeNames::bytes) : known;
    }
}
