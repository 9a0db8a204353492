package io.aula.platform.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses U+0000 in any text of any argument, variable or literal, however deep: no store of ours keeps it (PostgreSQL has no
 * such character in text), and what one drops silently another reads as an end. Among many ids of nodes such a one is nobody's,
 * as any other that is malformed, and takes nothing from the others.
 */
final class ArgumentText extends SimplePerformantInstrumentation {

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        GraphQLFieldDefinition field = parameters.getEnvironment().getFieldDefinition();
        if (field.getArguments().isEmpty() || isListOfNodes(field)) {
            return fetcher;
        }
        return env -> {
            env.getArguments().forEach(ArgumentText::check);
            return fetcher.get(env);
        };
    }

    private static boolean isListOfNodes(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()))
                && GraphQLTypeUtil.unwrapAll(field.getType()).getName().equals("Node");
    }

    private static void check(String argument, @Nullable Object value) {
        if (hasNul(value)) {
            throw DomainException.badInput(Messages.of(
                    "«" + argument + "» lleva el carácter U+0000; quítalo y vuelve a intentarlo.",
                    "“" + argument + "” holds the character U+0000; take it out and try again."));
        }
    }

    private static boolean hasNul(@Nullable Object value) {
        return switch (value) {
            case CharSequence text -> text.chars().anyMatch(c -> c == 0);
            case Collection<?> all -> all.stream().anyMatch(ArgumentText::hasNul);
            case Map<?, ?> fields ->
                fields.entrySet().stream().anyMatch(field -> hasNul(field.getKey()) || hasNul(field.getValue()));
            case null, default -> false;
        };
    }
}
