package io.aula.identity.authserver.client;

import io.aula.identity.integrator.OwnedClient;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.ClassNameTypeResolver;

/** What the classes of this feature are called in the graph. */
@Configuration(proxyBeanMethods = false)
class ClientTypes {
    ClientTypes(ClassNameTypeResolver types) {
        types.addMapping(OwnedClient.class, "OAuthClient");
    }
}
