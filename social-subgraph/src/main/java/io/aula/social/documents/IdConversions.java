package io.aula.social.documents;

import io.aula.platform.id.ActivityId;
import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.InboxItemId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.NotificationId;
import io.aula.platform.id.ReportId;
import io.aula.platform.id.ReviewId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/** An id is a text in a document, and typed as soon as it is read. */
@Configuration(proxyBeanMethods = false)
class IdConversions {

    @Bean
    MongoCustomConversions conversions() {
        return new MongoCustomConversions(List.of(new TypedIds()));
    }

    /** Both ways, for each kind of id that a document holds. */
    private static final class TypedIds implements GenericConverter {
        private static final Map<Class<?>, Function<String, Object>> KINDS = Map.of(
                UserId.class, UserId::new,
                CourseId.class, CourseId::new,
                LessonId.class, LessonId::new,
                CommentId.class, CommentId::new,
                ThreadId.class, ThreadId::new,
                ReviewId.class, ReviewId::new,
                NotificationId.class, NotificationId::new,
                ReportId.class, ReportId::new,
                InboxItemId.class, InboxItemId::new,
                ActivityId.class, ActivityId::new);

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return KINDS.keySet().stream()
                    .flatMap(kind ->
                            Stream.of(new ConvertiblePair(String.class, kind), new ConvertiblePair(kind, String.class)))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            Function<String, Object> reading = KINDS.get(to.getType());
            return source == null || reading == null
                    ? Objects.toString(source, null)
                    : reading.apply(source.toString());
        }
    }
}
