package io.aula.gateway.supergraph;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/** The type of a field: its name, and the lists and non-null marks around as a document writes them. */
public record TypeReference(String name, int listDepth, String text) {

    static TypeReference of(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> {
                var inner = of(nonNull.getType());
                yield new TypeReference(inner.name(), inner.listDepth(), inner.text() + "!");
            }
            case ListType list -> {
                var inner = of(list.getType());
                yield new TypeReference(inner.name(), inner.listDepth() + 1, "[" + inner.text() + "]");
            }
            case TypeName named -> new TypeReference(named.getName(), 0, named.getName());
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    /** The lists and non-null marks alone: two fields of objects may share a response key only if these are equal. */
    public String shape() {
        return text.replace(name, "");
    }
}
