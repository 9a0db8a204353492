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
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;
import org.springframework.stereotype.Component;

/** A MongoDB that is away is told as such, not as our bug: to who asks and to who listens. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DocumentErrors extends DataFetcherExceptionResolverAdapter {

    /** The same of what ends a subscription. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class OfStreams extends SubscriptionExceptionResolverAdapter {

        OfStreams() {
            setThreadLocalContextAware(true); // for the language that was asked for
        }

        @Override
        protected @Nullable GraphQLError resolveToSingleError(Throwable thrown) {
            return isAway(thrown) ? away(GraphqlErrorBuilder.newError()) : null;
        }
    }

    @Override
    protected @Nullable GraphQLError resolveToSingleError(Throwable thrown, DataFetchingEnvironment environment) {
        return isAway(thrown) ? away(GraphqlErrorBuilder.newError(environment)) : null;
    }

    private static boolean isAway(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException) {
                return true;
            }
        }
        return false;
    }

    private static GraphQLError away(GraphqlErrorBuilder<?> error) {
        return error.message(Messages.of(
                        "Los comentarios y los foros no están disponibles ahora mismo.",
                        "Comments and forums are not available right now."))
                .extensions(Map.of("code", "UNAVAILABLE"))
                .build();
    }
}
