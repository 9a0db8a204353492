package io.aula.identity.authserver.session;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.SchemaDirectiveWiring;
import graphql.schema.idl.SchemaDirectiveWiringEnvironment;
import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.ContextPropagationHelper;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Makes {@code @stepUp} and {@code @ownPages} of the schema mean what they say. */
@Configuration(proxyBeanMethods = false)
class StepUpConfiguration {
    @Bean
    RuntimeWiringConfigurer stepUpDirective(StepUp stepUp) {
        return wiring -> wiring.directive("stepUp", new Directive(stepUp::require));
    }

    @Bean
    RuntimeWiringConfigurer ownPagesDirective(SessionService sessions) {
        return wiring -> wiring.directive("ownPages", new Directive(caller -> {
            if (!sessions.isOwn(caller)) {
                throw new DomainException(
                        "FORBIDDEN",
                        Messages.of(
                                "Esto solo se hace desde las páginas de Aula.",
                                "This is done on Aula's own pages only."));
            }
        }));
    }

    private record Directive(Consumer<Caller> condition) implements SchemaDirectiveWiring {
        @Override
        public GraphQLFieldDefinition onField(SchemaDirectiveWiringEnvironment<GraphQLFieldDefinition> environment) {
            DataFetcher<?> act = environment.getFieldDataFetcher();
            return environment.setFieldDataFetcher(env -> {
                // A field may be fetched on another thread than its caller's.
                ContextPropagationHelper.captureFrom(env.getGraphQlContext())
                        .wrap(() -> condition.accept(Caller.require()))
                        .run();
                return act.get(env);
            });
        }
    }
}
