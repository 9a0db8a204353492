package io.aula.social.comment;

import java.util.concurrent.TimeUnit;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Deadlines: a request must not wait for a store that is away. */
@Configuration(proxyBeanMethods = false)
class MongoSettings {
    private static final int SELECT_MILLIS = 1_500;
    private static final int READ_MILLIS = 5_000;

    @Bean
    MongoClientSettingsBuilderCustomizer mongoDeadlines() {
        return settings -> settings.applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SELECT_MILLIS, TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout(SELECT_MILLIS, TimeUnit.MILLISECONDS)
                        .readTimeout(READ_MILLIS, TimeUnit.MILLISECONDS));
    }
}
