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
        return map(
                thrown,
                GraphqlErrorBuilder.newError(environment),
                environment.getExecutionStepInfo().getPath());
    }

    /**
     * @param error begun with what is known of the field
     * @param where for the log
     */
    static GraphQLError map(Throwable thrown, GraphqlErrorBuilder<?> error, Object where) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case UnauthenticatedException e ->
                error.message(
                                "%s",
                                Messages.of(
                                        "Inicia sesión primero: esto necesita un token de acceso.",
                                        String.valueOf(e.getMessage())))
                        .extensions(Map.of("code", "UNAUTHENTICATED"))
                        .build();
            case InsufficientScopeException e ->
                told(
                        error,
                        e,
                        Map.of(
                                "code",
                                "INSUFFICIENT_SCOPE",
                                "missingScopes",
                                e.missing(),
                                "coordinate",
                                e.coordinate()));
            case DomainException e -> told(error, e, Map.of("code", e.code()));
            default -> StoreOutage.caused(cause) ? away(cause, error, where) : masked(cause, error, where);
        };
    }

    private static GraphQLError told(GraphqlErrorBuilder<?> error, Exception e, Map<String, Object> extensions) {
        return error.message("%s", String.valueOf(e.getMessage()))
                .extensions(extensions)
                .build();
    }

    private static GraphQLError away(Throwable cause, GraphqlErrorBuilder<?> error, Object where) {
        LOG.warn("{}: the store is away: {}", where, cause.toString());
        return error.message(
                        "%s",
                        Messages.of(
                                "Ahora no podemos leer ni guardar. Vuelve a intentarlo en unos segundos.",
                                "We can neither read nor save just now. Try again in a few seconds."))
                .extensions(Map.of("code", "UNAVAILABLE"))
                .build();
    }

    private static GraphQLError masked(Throwable cause, GraphqlErrorBuilder<?> error, Object where) {
        String id = Ids.next("err");
        LOG.error("{} failed, told the client {}", where, id, cause);
        return error.message("Something went wrong on our side. Mention %s if you report it.", id)
                .extensions(Map.of("code", "INTERNAL", "id", id))
                .build();
    }
}
