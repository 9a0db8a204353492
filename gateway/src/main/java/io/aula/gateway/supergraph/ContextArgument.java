package io.aula.gateway.supergraph;

import java.util.Set;

/**
 * An argument that clients do not see ({@code @fromContext}): what {@code selection} names of the nearest object around the field whose
 * type is one of {@code holders}.
 */
public record ContextArgument(String name, String type, FieldSet selection, Set<String> holders) {

    public ContextArgument {
        holders = Set.copyOf(holders);
    }
}
