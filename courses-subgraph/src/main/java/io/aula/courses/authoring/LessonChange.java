package io.aula.courses.authoring;

import io.aula.courses.schema.types.UpdateLessonInput;
import io.aula.platform.graphql.Given;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a teacher asks to be changed of a lesson. What is left out stays; null clears, but for the title. */
record LessonChange(
        String id,
        @Nullable Integer expectedRevision,
        Given<Map<String, String>> titles,
        Given<Boolean> isFreePreview,
        Given<Instant> releaseAt,
        Given<String> videoId,
        Given<Map<String, String>> articles) {

    static LessonChange of(UpdateLessonInput input) {
        return new LessonChange(
                input.getId(),
                input.getExpectedRevision(),
                Given.of(input.hasTitle(), input.getTitle()).map(AuthoredText::titles),
                Given.of(input.hasIsFreePreview(), input.getIsFreePreview()),
                Given.of(input.hasReleaseAt(), input.getReleaseAt()),
                Given.of(input.hasVideoId(), input.getVideoId()),
                Given.of(input.hasArticleHtml(), input.getArticleHtml()).map(AuthoredText::articles));
    }
}
