package io.aula.courses.authoring;

import io.aula.courses.catalog.CompletionRule;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseLevel;
import io.aula.courses.catalog.CourseSettings;
import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.schema.types.CourseSettingsInput;
import io.aula.courses.schema.types.UpdateCourseInput;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a teacher asks to be changed of a course. What is left out stays; null clears what may be empty, puts back what has a
 * beginning of its own (level, settings), and is refused for what a course cannot be without.
 */
record CourseChange(
        CourseId id,
        int expectedRevision,
        Given<Map<String, String>> titles,
        Given<Map<String, String>> subtitles,
        Given<Map<String, String>> descriptions,
        Given<String> slug,
        Given<CourseLevel> level,
        Given<List<String>> tags,
        Given<List<UserId>> instructorIds,
        Given<SettingsChange> settings,
        Given<UploadId> cover) {

    /** As the change it is part of. */
    record SettingsChange(
            Given<CompletionRule> completionRule,
            Given<Double> completionThreshold,
            Given<Boolean> sequential,
            Given<List<String>> captionLocales,
            Given<List<String>> glossary,
            Given<Boolean> loudness) {}

    static CourseChange of(CourseId id, UpdateCourseInput input) {
        return new CourseChange(
                id,
                input.getExpectedRevision(),
                Given.of(input.hasTitle(), input.getTitle()).map(AuthoredText::titles),
                Given.of(input.hasSubtitle(), input.getSubtitle()).map(AuthoredText::subtitles),
                Given.of(input.hasDescriptionHtml(), input.getDescriptionHtml()).map(AuthoredText::descriptions),
                Given.of(input.hasSlug(), input.getSlug()),
                Given.of(input.hasLevel(), input.getLevel()),
                Given.of(input.hasTags(), input.getTags()).map(AuthoredText::tags),
                Given.of(input.hasInstructorIds(), input.getInstructorIds()).map(CourseChange::people),
                Given.of(input.hasSettings(), input.getSettings()).map(CourseChange::settings),
                Given.of(input.hasCoverUploadId(), input.getCoverUploadId()).map(CourseChange::cover));
    }

    private static UploadId cover(String id) {
        return UploadId.parse(id).orElseThrow(AuthoringRule.COVER_UNKNOWN::refused);
    }

    private static List<UserId> people(List<String> ids) {
        return ids.stream()
                .map(id -> UserId.parse(id).orElseThrow(() -> AuthoringRule.INSTRUCTORS_INVALID.refused()))
                .toList();
    }

    private static SettingsChange settings(CourseSettingsInput input) {
        return new SettingsChange(
                Given.of(input.hasCompletionRule(), input.getCompletionRule()),
                Given.of(input.hasCompletionThreshold(), input.getCompletionThreshold()),
                Given.of(input.hasSequential(), input.getSequential()),
                Given.of(input.hasCaptionLocales(), input.getCaptionLocales()).map(AuthoredText::captionLocales),
                Given.of(input.hasGlossary(), input.getGlossary()).map(AuthoredText::glossary),
                Given.of(input.hasLoudness(), input.getLoudness()));
    }

    /** The course as it will be. */
    CourseState applied(Course course) {
        return new CourseState(
                course.status(),
                slug.isGiven() ? AuthoredText.slug(slug.or(null)) : course.slug(),
                titles(course),
                AuthoredText.within(
                        merged(course.subtitles(), subtitles), AuthoredText.LONGEST_DESCRIPTION, "subtitle"),
                AuthoredText.within(
                        merged(course.descriptions(), descriptions),
                        AuthoredText.LONGEST_DESCRIPTION,
                        "descriptionHtml"),
                Objects.requireNonNullElse(level.or(course.level()), CourseLevel.ALL),
                Objects.requireNonNullElse(tags.or(course.tags()), List.of()),
                settings(course.settings()),
                course.publishedAt());
    }

    private LocalizedText titles(Course course) {
        LocalizedText changed =
                AuthoredText.within(merged(course.titles(), titles), AuthoredText.LONGEST_DESCRIPTION, "title");
        AuthoredText.title(changed.in(course.originalLocale(), course.originalLocale()));
        return changed;
    }

    private CourseSettings settings(CourseSettings before) {
        if (!(settings instanceof Given.Value<SettingsChange>(SettingsChange change))) {
            return before;
        }
        if (change == null) {
            return CourseSettings.DEFAULT;
        }
        return new CourseSettings(
                Objects.requireNonNullElse(
                        change.completionRule().or(before.completionRule()), CourseSettings.DEFAULT.completionRule()),
                threshold(change.completionThreshold().or(before.completionThreshold())),
                Objects.requireNonNullElse(change.sequential().or(before.sequential()), false),
                Objects.requireNonNullElse(
                        change.captionLocales().or(before.captionLocales()), CourseSettings.DEFAULT.captionLocales()),
                Objects.requireNonNullElse(change.glossary().or(before.glossary()), List.of()),
                Objects.requireNonNullElse(change.loudness().or(before.loudness()), CourseSettings.DEFAULT.loudness()));
    }

    private static double threshold(@Nullable Double asked) {
        double threshold = asked == null ? CourseSettings.DEFAULT.completionThreshold() : asked;
        if (!(threshold >= 0.5 && threshold <= 1)) {
            throw AuthoringRule.THRESHOLD_RANGE.refused();
        }
        return threshold;
    }

    static LocalizedText merged(LocalizedText before, Given<Map<String, String>> change) {
        return switch (change) {
            case Given.Absent<Map<String, String>>() -> before;
            case Given.Value<Map<String, String>>(Map<String, String> texts) ->
                texts == null ? LocalizedText.EMPTY : before.with(texts);
        };
    }
}
