package io.aula.social.graphql;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.federation.FederationSchemaFactory;

/** Makes the schema a subgraph: {@code _service}, {@code _entities} and their batched resolvers. */
@Configuration(proxyBeanMethods = false)
class FederationConfiguration {

    @Bean
    FederationSchemaFactory federation() {
        return new FederationSchemaFactory();
    }

    @Bean
    GraphQlSourceBuilderCustomizer federatedSchema(FederationSchemaFactory federation) {
        return builder -> builder.schemaFactory(federation::createGraphQLSchema);
    }
}
