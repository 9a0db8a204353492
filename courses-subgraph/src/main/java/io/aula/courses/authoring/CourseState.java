package io.aula.courses.authoring;

import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseLevel;
import io.aula.courses.catalog.CourseSettings;
import io.aula.courses.catalog.CourseStatus;
import io.aula.courses.graphql.LocalizedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All of a course that its teachers change; written as a whole, under the course's revision. */
record CourseState(
        CourseStatus status,
        String slug,
        LocalizedText titles,
        LocalizedText subtitles,
        LocalizedText descriptions,
        CourseLevel level,
        List<String> tags,
        CourseSettings settings,
        @Nullable Instant publishedAt) {

    static CourseState of(Course course) {
        return new CourseState(
                course.status(),
                course.slug(),
                course.titles(),
                course.subtitles(),
                course.descriptions(),
                course.level(),
                course.tags(),
                course.settings(),
                course.publishedAt());
    }

    /** @param at when, which is kept of the first publication only */
    CourseState published(CourseStatus as, Instant at) {
        return with(as, publishedAt == null ? at : publishedAt);
    }

    CourseState in(CourseStatus other) {
        return with(other, publishedAt);
    }

    private CourseState with(CourseStatus other, @Nullable Instant at) {
        return new CourseState(other, slug, titles, subtitles, descriptions, level, tags, settings, at);
    }
}
