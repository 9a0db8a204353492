package io.aula.gateway.plan;

import java.util.List;
import java.util.Set;

/**
 * A field of an entity representation: read from {@code responseKey} of the object at hand, sent as {@code name}. It is sent only
 * for objects whose {@code __typename} is in {@code onlyFor}, or for every object when that set is empty.
 *
 * @param type of a key's field, as the subgraph that is asked has it, for example {@code [ID!]}; empty for others, which may be null
 */
public record RepresentationField(
        String responseKey, String name, String type, Set<String> onlyFor, List<RepresentationField> children) {

    public RepresentationField {
        onlyFor = Set.copyOf(onlyFor);
        children = List.copyOf(children);
    }

    /** One that may be null. */
    public RepresentationField(
            String responseKey, String name, Set<String> onlyFor, List<RepresentationField> children) {
        this(responseKey, name, "", onlyFor, children);
    }
}
