package io.aula.courses.authoring;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.graphql.UserError;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What a course still lacks before learners may see it, each lack naming its lesson. */
@Component
class PublishChecks {
    private final CatalogService catalog;
    private final VideoService videos;

    PublishChecks(CatalogService catalog, VideoService videos) {
        this.catalog = catalog;
        this.videos = videos;
    }

    List<UserError> missing(Course course) {
        List<Lesson> lessons = catalog.lessonsOf(List.of(course.id())).getOrDefault(course.id(), List.of());
        if (lessons.isEmpty()) {
            return List.of(UserError.invalid(
                    "NO_LESSONS", "El curso todavía no tiene ninguna lección.", "The course has no lesson yet.", "id"));
        }
        Map<String, Video> found = videos.byIds(
                lessons.stream().map(Lesson::videoId).filter(Objects::nonNull).toList());
        List<UserError> missing = new ArrayList<>();
        for (Lesson lesson : lessons) {
            String title = lesson.titles().orEmpty(course.originalLocale(), course.originalLocale());
            switch (lesson.kind()) {
                case VIDEO -> {
                    Video video = lesson.videoId() == null ? null : found.get(lesson.videoId());
                    if (video == null || !video.isPlayable()) {
                        missing.add(UserError.invalid(
                                "VIDEO_NOT_READY",
                                "La lección «" + title + "» no tiene un vídeo listo.",
                                "The lesson “" + title + "” has no video that is ready.",
                                "lessons",
                                lesson.id()));
                    }
                }
                case ARTICLE -> {
                    if (lesson.article().byLocale().isEmpty()) {
                        missing.add(UserError.invalid(
                                "ARTICLE_EMPTY",
                                "La lección «" + title + "» está vacía.",
                                "The lesson “" + title + "” is empty.",
                                "lessons",
                                lesson.id()));
                    }
                }
            }
        }
        return missing;
    }
}
