package io.aula.gateway.edge;

import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;
import io.aula.gateway.executor.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks variables against their declarations. Subgraphs get the JSON as it came: they coerce by the same rules, and numbers or
 * custom scalars lose nothing on the way.
 */
final class VariableCoercion {

    private final GraphQLSchema schema;

    VariableCoercion(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** Variables and their values with defaults, or why they do not fit. */
    record Outcome(Variables variables, Map<String, @Nullable Object> values, Optional<Refusal> refusal) {}

    @SuppressWarnings("NullAway") // RawVariables is not annotated, and null is a value it takes.
    Outcome coerce(List<VariableDefinition> definitions, GraphQlRequest request) {
        if (definitions.isEmpty()) {
            return new Outcome(Variables.none(), Map.of(), Optional.empty());
        }
        try {
            var coerced = ValuesResolver.coerceVariableValues(
                    schema,
                    definitions,
                    RawVariables.of(request.variables()),
                    GraphQLContext.getDefault(),
                    Locale.ENGLISH);
            var json = new HashMap<String, byte[]>();
            definitions.forEach(definition -> {
                var sent = request.variablesJson().get(definition.getName());
                if (sent != null) {
                    json.put(definition.getName(), sent);
                }
            });
            return new Outcome(Variables.of(coerced.toMap(), json), coerced.toMap(), Optional.empty());
        } catch (GraphQLException e) {
            var message = Optional.ofNullable(e.getMessage()).orElse("The variables do not fit the operation");
            return new Outcome(Variables.none(), Map.of(), Optional.of(Refusal.of(400, "BAD_USER_INPUT", message)));
        }
    }
}
