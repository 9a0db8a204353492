package io.aula.social.documents;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import io.aula.platform.graphql.Messages;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.stereotype.Component;

/** A MongoDB that is away is told as such, not as our bug. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DocumentErrors extends DataFetcherExceptionResolverAdapter {

    @Override
    protected @Nullable GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment environment) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException) {
                return GraphqlErrorBuilder.newError(environment)
                        .message(Messages.of(
                                "Los comentarios no están disponibles ahora mismo.",
                                "Comments are not available right now."))
                        .extensions(Map.of("code", "UNAVAILABLE"))
                        .build();
            }
        }
        return null;
    }
}
