package io.aula.platform.graphql;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives a value that one of our scalars cannot read the code BAD_USER_INPUT. The gateway knows nothing of custom scalars, so
 * such a value is first looked at here; without a code it would be masked and written to the log as a fault of ours.
 */
final class UnreadableArguments extends SimplePerformantInstrumentation {
    /** As graphql-java says it of a variable and of a literal; by the words, since DGS replaces the errors' classes. */
    private static final Pattern OF_VALUE =
            Pattern.compile("Variable '.*|Validation error \\(WrongType\\b.*", Pattern.DOTALL);

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        return CompletableFuture.completedFuture(
                result.getErrors().stream().anyMatch(UnreadableArguments::isOfValue)
                        ? result.transform(told -> told.errors(result.getErrors().stream()
                                .map(UnreadableArguments::coded)
                                .toList()))
                        : result);
    }

    private static boolean isOfValue(GraphQLError error) {
        Map<String, Object> extensions = error.getExtensions();
        return (extensions == null || !extensions.containsKey("code"))
                && OF_VALUE.matcher(String.valueOf(error.getMessage())).matches();
    }

    /** Without the path: a literal's is one of the document, not of the answer. */
    private static GraphQLError coded(GraphQLError error) {
        return isOfValue(error)
                ? GraphqlErrorBuilder.newError()
                        .message("%s", reason(error.getMessage()))
                        .locations(error.getLocations())
                        .extensions(Map.of("code", "BAD_USER_INPUT"))
                        .build()
                : error;
    }

    /** What the scalar says; before it, graphql-java quotes the literal as a Java object. */
    private static String reason(String message) {
        int said = message.startsWith("Validation error") ? message.lastIndexOf(" - ") : -1;
        return said < 0 ? message : message.substring(said + 3);
    }
}
