package io.aula.courses.authoring;

import io.aula.courses.refusal.RefusedException;
import io.aula.courses.schema.types.UpdateLessonInput;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a teacher asks to be changed of a lesson. What is left out stays; null clears, but for the title. */
record LessonChange(
        LessonId id,
        @Nullable Integer expectedRevision,
        Given<Map<String, String>> titles,
        Given<Boolean> isFreePreview,
        Given<Instant> releaseAt,
        Given<VideoId> videoId,
        Given<Map<String, String>> articles) {

    static LessonChange of(LessonId id, UpdateLessonInput input) {
        return new LessonChange(
                id,
                input.getExpectedRevision(),
                Given.of(input.hasTitle(), input.getTitle()).map(AuthoredText::titles),
                Given.of(input.hasIsFreePreview(), input.getIsFreePreview()),
                Given.of(input.hasReleaseAt(), input.getReleaseAt()),
                Given.of(input.hasVideoId(), input.getVideoId())
                        .map(named -> VideoId.parse(named).orElseThrow(() -> RefusedException.notFound(named))),
                Given.of(input.hasArticleHtml(), input.getArticleHtml()).map(AuthoredText::articles));
    }
}
