package io.aula.social.graphql;

import graphql.GraphQLError;
import java.util.List;
import org.springframework.graphql.data.federation.RepresentationNotResolvedException;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** An entity that is not there is null, as {@code node(id:)} promises, and no error of anybody's. */
@ControllerAdvice
class MissingEntities {

    @GraphQlExceptionHandler
    List<GraphQLError> isNull(RepresentationNotResolvedException missing) {
        return List.of();
    }
}
