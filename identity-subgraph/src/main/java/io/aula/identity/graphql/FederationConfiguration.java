package io.aula.identity.graphql;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.federation.FederationSchemaFactory;
import org.springframework.graphql.execution.ClassNameTypeResolver;

/** Makes the schema a subgraph: {@code _service}, {@code _entities}, and entity fetchers in batches. */
@Configuration(proxyBeanMethods = false)
class FederationConfiguration {
    @Bean
    FederationSchemaFactory federation(ClassNameTypeResolver types) {
        FederationSchemaFactory federation = new FederationSchemaFactory();
        federation.setTypeResolver(types);
        return federation;
    }

    @Bean
    GraphQlSourceBuilderCustomizer federated(FederationSchemaFactory federation, ClassNameTypeResolver types) {
        return builder -> builder.schemaFactory(federation::createGraphQLSchema).defaultTypeResolver(types);
    }
}
