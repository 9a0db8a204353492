package io.aula.platform.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import io.aula.platform.security.UnauthenticatedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;

/**
 * The same table for what ends a subscription, whose failures pass no data fetcher: client mistakes keep their code and
 * message. What is ours stays masked by the framework, which logs it.
 */
final class StreamErrors extends SubscriptionExceptionResolverAdapter {

    @Override
    protected @Nullable GraphQLError resolveToSingleError(Throwable thrown) {
        return switch (thrown) {
            case DomainException e -> error(e, e.code());
            case UnauthenticatedException e -> error(e, "UNAUTHENTICATED");
            default -> null;
        };
    }

    private static GraphQLError error(Exception e, String code) {
        return GraphqlErrorBuilder.newError()
                .message("%s", String.valueOf(e.getMessage()))
                .extensions(Map.of("code", code))
                .build();
    }
}
