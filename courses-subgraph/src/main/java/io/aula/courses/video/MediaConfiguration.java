package io.aula.courses.video;

import io.aula.media.MediaKeys;
import io.aula.media.MediaTokens;
import io.aula.media.ObjectStore;
import io.aula.media.ObjectStores;
import java.net.URI;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The object store and the keys that grants are signed with. */
@Configuration(proxyBeanMethods = false)
class MediaConfiguration {

    @Bean(destroyMethod = "close")
    ObjectStore objectStore(@Value("${aula.object-store-url}") URI url) {
        return ObjectStores.open(url);
    }

    @Bean
    MediaTokens mediaTokens(@Value("${aula.media-keys}") String keys, Clock clock) {
        return new MediaTokens(MediaKeys.parse(keys), clock);
    }
}
