package io.aula.platform.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.DataFetchingEnvironment;
import io.aula.platform.StoreOutage;
import io.aula.platform.id.Ids;
import io.aula.platform.security.InsufficientScopeException;
import io.aula.platform.security.UnauthenticatedException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;

/**
 * The one table from exception to {@code extensions.code}. Client mistakes keep their message; ours are masked, and logged
 * under the id that the answer carries.
 */
final class ErrorMapping extends DataFetcherExceptionResolverAdapter implements DataFetcherExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);

    @Override
    protected GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment environment) {
        return map(thrown, environment);
    }

    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        GraphQLError error = map(parameters.getException(), parameters.getDataFetchingEnvironment());
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private static GraphQLError map(Throwable thrown, DataFetchingEnvironment environment) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case UnauthenticatedException e -> error(environment, e, Map.of("code", "UNAUTHENTICATED"));
            case InsufficientScopeException e ->
                error(
                        environment,
                        e,
                        Map.of(
                                "code",
                                "INSUFFICIENT_SCOPE",
                                "missingScopes",
                                e.missing(),
                                "coordinate",
                                e.coordinate()));
            case DomainException e -> error(environment, e, Map.of("code", e.code()));
            default -> StoreOutage.caused(cause) ? away(cause, environment) : masked(cause, environment);
        };
    }

    private static GraphQLError error(
            DataFetchingEnvironment environment, Exception e, Map<String, Object> extensions) {
        return GraphqlErrorBuilder.newError(environment)
                .message("%s", String.valueOf(e.getMessage()))
                .extensions(extensions)
                .build();
    }

    private static GraphQLError away(Throwable cause, DataFetchingEnvironment environment) {
        LOG.warn("{}: the store is away: {}", environment.getExecutionStepInfo().getPath(), cause.toString());
        return GraphqlErrorBuilder.newError(environment)
                .message(
                        "%s",
                        Messages.of(
                                "Ahora no podemos leer ni guardar. Vuelve a intentarlo en unos segundos.",
                                "We can neither read nor save just now. Try again in a few seconds."))
                .extensions(Map.of("code", "UNAVAILABLE"))
                .build();
    }

    private static GraphQLError masked(Throwable cause, DataFetchingEnvironment environment) {
        String id = Ids.next("err");
        LOG.error(
                "{} failed, told the client {}",
                environment.getExecutionStepInfo().getPath(),
                id,
                cause);
        return GraphqlErrorBuilder.newError(environment)
                .message("Something went wrong on our side. Mention %s if you report it.", id)
                .extensions(Map.of("code", "INTERNAL", "id", id))
                .build();
    }
}
