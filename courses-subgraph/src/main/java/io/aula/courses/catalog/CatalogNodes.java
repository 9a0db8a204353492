package io.aula.courses.catalog;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import io.aula.courses.graphql.NodeSource;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of this feature {@code node(id:)} finds. */
@Configuration(proxyBeanMethods = false)
class CatalogNodes {
    @Bean
    NodeSource courseNode() {
        return new Source(
                CourseId.PREFIX,
                (id, env) -> CatalogController.loadNamed(env, CatalogLoaders.COURSE, CourseId.parse(id)));
    }

    @Bean
    NodeSource moduleNode() {
        return new Source(
                ModuleId.PREFIX,
                (id, env) -> CatalogController.loadNamed(env, CatalogLoaders.MODULE, ModuleId.parse(id)));
    }

    @Bean
    NodeSource lessonNode() {
        return new Source(
                LessonId.PREFIX,
                (id, env) -> CatalogController.loadNamed(env, CatalogLoaders.LESSON, LessonId.parse(id)));
    }

    private record Source(String prefix, BiFunction<String, DgsDataFetchingEnvironment, @Nullable Object> finder)
            implements NodeSource {
        @Override
        public @Nullable Object find(String id, DgsDataFetchingEnvironment env) {
            return finder.apply(id, env);
        }
    }
}
