package io.aula.social.graph;

import java.net.URI;
import java.util.Set;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.NotificationClassification;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.boot.neo4j.autoconfigure.Neo4jConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connection: without a user there is no sign-in, as on one machine. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

    /** In a young graph most labels are yet to come, in an old one all indexes are there: neither is news for the log. */
    @Bean
    ConfigBuilderCustomizer quietAboutWhatIsKnown() {
        return driver -> driver.withDisabledNotificationClassifications(
                Set.of(NotificationClassification.UNRECOGNIZED, NotificationClassification.SCHEMA));
    }

    @Bean
    Neo4jConnectionDetails graphConnection(
            @Value("${spring.neo4j.uri}") URI uri,
            @Value("${aula.neo4j.user}") String user,
            @Value("${aula.neo4j.password}") String password) {
        return new Neo4jConnectionDetails() {
            @Override
            public URI getUri() {
                return uri;
            }

            @Override
            public AuthToken getAuthToken() {
                return user.isEmpty() ? AuthTokens.none() : AuthTokens.basic(user, password);
            }
        };
    }
}
