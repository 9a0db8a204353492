package io.aula.platform.graphql;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.language.ArrayValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import io.aula.platform.security.Caller;
import io.aula.platform.security.InsufficientScopeException;
import io.aula.platform.security.UnauthenticatedException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.ContextPropagationHelper;

/**
 * Enforces {@code @authenticated} and {@code @requiresScopes} a second time, behind the gateway's own check, so that a
 * subgraph reached by another road gives nothing away. Scopes: the outer list is OR, the inner AND (Federation 2.5).
 */
final class AuthorizationInstrumentation extends SimplePerformantInstrumentation {

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher,
            InstrumentationFieldFetchParameters parameters,
            @Nullable InstrumentationState state) {
        var environment = parameters.getEnvironment();
        GraphQLFieldDefinition field = environment.getFieldDefinition();
        GraphQLAppliedDirective scopes = field.getAppliedDirective("requiresScopes");
        if (scopes == null && field.getAppliedDirective("authenticated") == null) {
            return fetcher;
        }
        return env -> {
            // A field may be fetched on another thread than its parent's: the caller travels with the operation.
            ContextPropagationHelper.captureFrom(env.getGraphQlContext())
                    .wrap(() -> check(scopes, coordinate(env.getParentType(), field)))
                    .run();
            return fetcher.get(env);
        };
    }

    private static void check(@Nullable GraphQLAppliedDirective scopes, String coordinate) {
        Caller caller = Caller.current().orElseThrow(UnauthenticatedException::new);
        if (scopes == null) {
            return;
        }
        List<List<String>> alternatives = alternatives(scopes);
        if (alternatives.stream().noneMatch(caller.scopes()::containsAll)) {
            throw new InsufficientScopeException(fewestMissing(alternatives, caller.scopes()), coordinate);
        }
    }

    private static List<String> fewestMissing(List<List<String>> alternatives, Set<String> held) {
        return alternatives.stream()
                .map(all -> all.stream().filter(scope -> !held.contains(scope)).toList())
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private static List<List<String>> alternatives(GraphQLAppliedDirective directive) {
        Object value = directive.getArgument("scopes").getArgumentValue().getValue();
        if (value instanceof ArrayValue outer) {
            return outer.getValues().stream()
                    .map(AuthorizationInstrumentation::inner)
                    .toList();
        }
        if (value instanceof List<?> outer) {
            return outer.stream()
                    .map(all -> ((List<?>) all).stream().map(Object::toString).toList())
                    .toList();
        }
        return List.of(); // nothing readable: nobody passes
    }

    private static List<String> inner(Value<?> value) {
        List<Value> scopes = value instanceof ArrayValue array ? array.getValues() : List.of();
        return scopes.stream()
                .map(scope -> scope instanceof StringValue text ? text.getValue() : "")
                .toList();
    }

    private static String coordinate(graphql.schema.GraphQLType parent, GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAll(parent) instanceof GraphQLNamedType named
                ? named.getName() + "." + field.getName()
                : field.getName();
    }
}
