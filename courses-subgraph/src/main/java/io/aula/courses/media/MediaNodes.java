package io.aula.courses.media;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import io.aula.courses.graphql.NodeSource;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of this feature {@code node(id:)} finds. */
@Configuration(proxyBeanMethods = false)
class MediaNodes {
    @Bean
    NodeSource videoNode(Videos videos) {
        return new Source(
                "vid",
                (id, env) -> Caller.current()
                        .filter(caller -> caller.hasScope("media:read"))
                        .flatMap(caller -> Optional.ofNullable(
                                        videos.byIds(List.of(id)).get(id))
                                .filter(video -> video.ownerId().equals(caller.userId())))
                        .orElse(null));
    }

    @Bean
    NodeSource uploadNode(UploadService uploads) {
        return new Source(
                "upl",
                (id, env) -> Caller.current()
                        .filter(caller -> caller.hasScope("media:upload"))
                        .flatMap(caller -> uploads.own(id, caller))
                        .orElse(null));
    }

    private record Source(String prefix, BiFunction<String, DgsDataFetchingEnvironment, @Nullable Object> finder)
            implements NodeSource {
        @Override
        public @Nullable Object find(String id, DgsDataFetchingEnvironment env) {
            return finder.apply(id, env);
        }
    }
}
