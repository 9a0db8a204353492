package io.aula.gateway.supergraph;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/**
 * The type of a field: its name, and the lists and non-null marks around as a document writes them. {@code shape} is the marks alone:
 * two fields of objects may share a response key only if theirs are equal.
 */
public record TypeReference(String name, int listDepth, String text, String shape) {

    static TypeReference of(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> {
                var inner = of(nonNull.getType());
                yield new TypeReference(inner.name(), inner.listDepth(), inner.text() + "!", inner.shape() + "!");
            }
            case ListType list -> {
                var inner = of(list.getType());
                yield new TypeReference(
                        inner.name(), inner.listDepth() + 1, "[" + inner.text() + "]", "[" + inner.shape() + "]");
            }
            case TypeName named -> new TypeReference(named.getName(), 0, named.getName(), "");
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }
}
