package io.aula.platform.graphql;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** What every subgraph's GraphQL has in common: authorization by the schema's directives, error codes, scalars. */
@AutoConfiguration(beforeName = "com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration")
public class GraphQlAutoConfiguration {

    @Bean
    AuthorizationInstrumentation authorizationInstrumentation() {
        return new AuthorizationInstrumentation();
    }

    @Bean
    ArgumentText argumentText() {
        return new ArgumentText();
    }

    @Bean
    UnreadableArguments unreadableArguments() {
        return new UnreadableArguments();
    }

    @Bean
    ErrorMapping errorMapping() {
        return new ErrorMapping();
    }

    @Bean
    StreamErrors streamErrors() {
        return new StreamErrors();
    }

    @Bean
    RuntimeWiringConfigurer aulaScalars() {
        return wiring -> wiring.scalar(Scalars.DATE_TIME)
                .scalar(Scalars.URL)
                .scalar(Scalars.LOCALE)
                .scalar(Scalars.LONG);
    }
}
