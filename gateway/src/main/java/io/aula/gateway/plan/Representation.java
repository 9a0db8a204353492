package io.aula.gateway.plan;

import java.util.List;
import java.util.Set;

/**
 * How to represent an entity: objects whose {@code __typename} is in {@code types} are sent as {@code typename} with these fields.
 * They differ when the subgraph knows the interface as an object; then {@code types} is all of its implementations.
 *
 * <p>{@code keys} must all be present, and not null where their types say so, nor null altogether: that is nobody's key.
 * {@code required} are sent as they are, null included.
 */
public record Representation(
        Set<String> types, String typename, List<RepresentationField> keys, List<RepresentationField> required) {

    public Representation {
        types = Set.copyOf(types);
        keys = List.copyOf(keys);
        required = List.copyOf(required);
    }
}
