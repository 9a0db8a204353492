package io.aula.gateway.supergraph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A type of the supergraph. {@code possible} are the object types a value can have: itself for an object, the members or
 * implementations for an abstract type; {@code possibleIn} says which of them each subgraph knows.
 */
public record TypeDefinition(
        String name,
        Kind kind,
        Map<String, FieldDefinition> fields,
        List<JoinType> joins,
        List<String> interfaces,
        Set<String> possible,
        Map<String, Set<String>> possibleIn) {

    /** What sort of type it is. */
    public enum Kind {
        OBJECT,
        INTERFACE,
        UNION,
        LEAF
    }

    public Optional<FieldDefinition> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    public boolean isAbstract() {
        return kind == Kind.INTERFACE || kind == Kind.UNION;
    }

    public boolean knownIn(String subgraph) {
        return joins.stream().anyMatch(join -> join.subgraph().equals(subgraph));
    }

    public boolean interfaceObjectIn(String subgraph) {
        return joins.stream().anyMatch(join -> join.subgraph().equals(subgraph) && join.interfaceObject());
    }
}
