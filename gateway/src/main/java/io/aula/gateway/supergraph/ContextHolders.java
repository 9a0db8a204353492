package io.aula.gateway.supergraph;

import graphql.language.Document;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.StringValue;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The types that hold each context: those which carry {@code @context}, and the implementations and members of such. */
final class ContextHolders {

    private final Map<String, Set<String>> holders = new HashMap<>();
    private final Document document;

    ContextHolders(Document document, String directive) {
        this.document = document;
        for (var type : document.getDefinitionsOfType(TypeDefinition.class)) {
            for (var context : ((TypeDefinition<?>) type).getDirectives(directive)) {
                var name = context.getArgument("name");
                if (name == null || !(name.getValue() instanceof StringValue text)) {
                    throw SupergraphException.at(context, "@" + directive + " on " + type.getName() + " has no name");
                }
                addWithNarrower(holders.computeIfAbsent(text.getValue(), _ -> new HashSet<>()), type);
            }
        }
    }

    private void addWithNarrower(Set<String> types, TypeDefinition<?> type) {
        types.add(type.getName());
        if (type instanceof UnionTypeDefinition union) {
            union.getMemberTypes()
                    .forEach(member -> types.add(TypeReference.of(member).name()));
            return;
        }
        for (var other : document.getDefinitionsOfType(ImplementingTypeDefinition.class)) {
            for (var implemented : ((ImplementingTypeDefinition<?>) other).getImplements()) {
                if (TypeReference.of(implemented).name().equals(type.getName())) {
                    types.add(other.getName());
                }
            }
        }
    }

    Set<String> of(String context) {
        return holders.getOrDefault(context, Set.of());
    }
}
