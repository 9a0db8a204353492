package io.aula.gateway.edge;

import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLSchema;
import io.aula.gateway.executor.Variables;
import io.aula.gateway.operation.Operation;
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

    private final IdValues ids;

    VariableCoercion(GraphQLSchema schema) {
        this.schema = schema;
        this.ids = new IdValues(schema);
    }

    /** Variables and their values with defaults, or why they do not fit. */
    record Outcome(Variables variables, Map<String, @Nullable Object> values, Optional<Refusal> refusal) {}

    @SuppressWarnings("NullAway") // RawVariables is not annotated, and null is a value it takes.
    Outcome coerce(Operation operation, List<VariableDefinition> definitions, GraphQlRequest request) {
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
            var problem = problem(operation, definitions, request, coerced.toMap());
            if (problem.isPresent()) {
                return refused(problem.get());
            }
            var json = new HashMap<String, byte[]>();
            definitions.forEach(definition -> {
                var sent = request.variablesJson().get(definition.getName());
                if (sent != null) {
                    json.put(definition.getName(), sent);
                }
            });
            return new Outcome(Variables.of(coerced.toMap(), json), coerced.toMap(), Optional.empty());
        } catch (GraphQLException e) {
            return refused(Optional.ofNullable(e.getMessage()).orElse("The variables do not fit the operation"));
        }
    }

    private static Outcome refused(String message) {
        return new Outcome(Variables.none(), Map.of(), Optional.of(Refusal.of(400, "BAD_USER_INPUT", message)));
    }

    /** What the library lets through. */
    private Optional<String> problem(
            Operation operation,
            List<VariableDefinition> definitions,
            GraphQlRequest request,
            Map<String, @Nullable Object> coerced) {
        for (var definition : definitions) {
            var name = definition.getName();
            if (coerced.containsKey(name) && coerced.get(name) == null && DecidingVariables.include(operation, name)) {
                return Optional.of("The variable '" + name + "' decides what is selected and may not be null");
            }
            if (!ids.fit(request.variables().get(name), definition.getType())) {
                return Optional.of("The variable '" + name + "' has an ID that is neither a string nor a whole number");
            }
        }
        return Optional.empty();
    }
}
