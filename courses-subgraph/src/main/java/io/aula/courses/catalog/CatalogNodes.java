package io.aula.courses.catalog;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import io.aula.courses.graphql.NodeSource;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of this feature {@code node(id:)} finds. */
@Configuration(proxyBeanMethods = false)
class CatalogNodes {
    @Bean
    NodeSource courseNode() {
        return new Source("crs", (id, env) -> CatalogController.load(env, CatalogLoaders.COURSE, id));
    }

    @Bean
    NodeSource moduleNode() {
        return new Source("mod", (id, env) -> CatalogController.load(env, CatalogLoaders.MODULE, id));
    }

    @Bean
    NodeSource lessonNode() {
        return new Source("les", (id, env) -> CatalogController.load(env, CatalogLoaders.LESSON, id));
    }

    private record Source(String prefix, BiFunction<String, DgsDataFetchingEnvironment, @Nullable Object> finder)
            implements NodeSource {
        @Override
        public @Nullable Object find(String id, DgsDataFetchingEnvironment env) {
            return finder.apply(id, env);
        }
    }
}
