package io.aula.gateway.plan;

import java.util.List;
import java.util.Set;

/**
 * A field of an entity representation: read from {@code responseKey} of the object at hand, sent as {@code name}. It is sent only
 * for objects whose {@code __typename} is in {@code onlyFor}, or for every object when that set is empty.
 */
public record RepresentationField(
        String responseKey, String name, Set<String> onlyFor, List<RepresentationField> children) {

    public RepresentationField {
        onlyFor = Set.copyOf(onlyFor);
        children = List.copyOf(children);
    }
}
