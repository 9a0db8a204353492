package io.aula.platform.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;

/**
 * The same table for what ends a subscription, whose failures pass no data fetcher; after those that know a store of their
 * own. The framework would mask the rest too, and log nothing.
 */
final class StreamErrors extends SubscriptionExceptionResolverAdapter {

    StreamErrors() {
        setThreadLocalContextAware(true); // for the language that was asked for
    }

    @Override
    protected GraphQLError resolveToSingleError(Throwable thrown) {
        return ErrorMapping.map(thrown, GraphqlErrorBuilder.newError(), "a subscription");
    }
}
