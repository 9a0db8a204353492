package io.aula.social.documents;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;

/** An id is a text in a document, and typed as soon as it is read. */
@Configuration(proxyBeanMethods = false)
class IdConversions {

    @Bean
    MongoCustomConversions conversions() {
        return new MongoCustomConversions(List.of(
                UserRead.TEXT,
                UserWritten.TEXT,
                CourseRead.TEXT,
                CourseWritten.TEXT,
                LessonRead.TEXT,
                LessonWritten.TEXT,
                CommentRead.TEXT,
                CommentWritten.TEXT));
    }

    // Enums, since the framework reads a converter's types from its class, which a lambda does not tell.
    @ReadingConverter
    private enum UserRead implements Converter<String, UserId> {
        TEXT;

        @Override
        public UserId convert(String text) {
            return new UserId(text);
        }
    }

    @WritingConverter
    private enum UserWritten implements Converter<UserId, String> {
        TEXT;

        @Override
        public String convert(UserId id) {
            return id.text();
        }
    }

    @ReadingConverter
    private enum CourseRead implements Converter<String, CourseId> {
        TEXT;

        @Override
        public CourseId convert(String text) {
            return new CourseId(text);
        }
    }

    @WritingConverter
    private enum CourseWritten implements Converter<CourseId, String> {
        TEXT;

        @Override
        public String convert(CourseId id) {
            return id.text();
        }
    }

    @ReadingConverter
    private enum LessonRead implements Converter<String, LessonId> {
        TEXT;

        @Override
        public LessonId convert(String text) {
            return new LessonId(text);
        }
    }

    @WritingConverter
    private enum LessonWritten implements Converter<LessonId, String> {
        TEXT;

        @Override
        public String convert(LessonId id) {
            return id.text();
        }
    }

    @ReadingConverter
    private enum CommentRead implements Converter<String, CommentId> {
        TEXT;

        @Override
        public CommentId convert(String text) {
            return new CommentId(text);
        }
    }

    @WritingConverter
    private enum CommentWritten implements Converter<CommentId, String> {
        TEXT;

        @Override
        public String convert(CommentId id) {
            return id.text();
        }
    }
}
