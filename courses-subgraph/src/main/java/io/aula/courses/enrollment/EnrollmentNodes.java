package io.aula.courses.enrollment;

import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import io.aula.courses.graphql.NodeSource;
import io.aula.platform.id.EnrollmentId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What of this feature {@code node(id:)} finds. */
@Configuration(proxyBeanMethods = false)
class EnrollmentNodes {
    @Bean
    NodeSource enrollmentNode(EnrollmentService enrollments) {
        return new Source(
                EnrollmentId.PREFIX,
                (id, env) -> Caller.current()
                        .filter(caller -> caller.hasScope("enrollments:read"))
                        .flatMap(caller -> EnrollmentId.parse(id)
                                .map(known -> enrollments
                                        .visible(List.of(known), caller)
                                        .get(known)))
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
