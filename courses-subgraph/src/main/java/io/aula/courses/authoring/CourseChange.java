package io.aula.courses.authoring;

import io.aula.courses.catalog.CompletionRule;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseLevel;
import io.aula.courses.catalog.CourseSettings;
import io.aula.courses.graphql.LocalizedText;
import io.aula.courses.schema.types.CourseSettingsInput;
import io.aula.courses.schema.types.UpdateCourseInput;
import io.aula.platform.graphql.Given;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a teacher asks to be changed of a course. What is left out stays; null clears what may be empty, puts back what has a
 * beginning of its own (level, settings), and is refused for what a course cannot be without.
 */
record CourseChange(
        String id,
        int expectedRevision,
        Given<Map<String, String>> titles,
        Given<Map<String, String>> subtitles,
        Given<Map<String, String>> descriptions,
        Given<String> slug,
        Given<CourseLevel> level,
        Given<List<String>> tags,
        Given<List<String>> instructorIds,
        Given<Boolean> isFree,
        Given<SettingsChange> settings) {

    /** As the change it is part of. */
    record SettingsChange(
            Given<CompletionRule> completionRule,
            Given<Double> completionThreshold,
            Given<Boolean> sequential,
            Given<List<String>> captionLocales,
            Given<List<String>> glossary) {}

    static CourseChange of(UpdateCourseInput input) {
        return new CourseChange(
                input.getId(),
                input.getExpectedRevision(),
                Given.of(input.hasTitle(), input.getTitle()).map(AuthoredText::titles),
                Given.of(input.hasSubtitle(), input.getSubtitle()).map(AuthoredText::subtitles),
                Given.of(input.hasDescriptionHtml(), input.getDescriptionHtml()).map(AuthoredText::descriptions),
                Given.of(input.hasSlug(), input.getSlug()),
                Given.of(input.hasLevel(), input.getLevel()),
                Given.of(input.hasTags(), input.getTags()).map(AuthoredText::tags),
                Given.of(input.hasInstructorIds(), input.getInstructorIds()),
                Given.of(input.hasIsFree(), input.getIsFree()),
                Given.of(input.hasSettings(), input.getSettings()).map(CourseChange::settings));
    }

    private static SettingsChange settings(CourseSettingsInput input) {
        return new SettingsChange(
                Given.of(input.hasCompletionRule(), input.getCompletionRule()),
                Given.of(input.hasCompletionThreshold(), input.getCompletionThreshold()),
                Given.of(input.hasSequential(), input.getSequential()),
                Given.of(input.hasCaptionLocales(), input.getCaptionLocales()).map(AuthoredText::captionLocales),
                Given.of(input.hasGlossary(), input.getGlossary()).map(AuthoredText::glossary));
    }

    /** The course as it will be. */
    CourseState applied(Course course) {
        return new CourseState(
                course.status(),
                slug.isGiven() ? AuthoredText.slug(slug.or(null)) : course.slug(),
                titles(course),
                merged(course.subtitles(), subtitles),
                merged(course.descriptions(), descriptions),
                Objects.requireNonNullElse(level.or(course.level()), CourseLevel.ALL),
                Objects.requireNonNullElse(tags.or(course.tags()), List.of()),
                isFree(course),
                settings(course.settings()),
                course.publishedAt());
    }

    private LocalizedText titles(Course course) {
        LocalizedText changed = merged(course.titles(), titles);
        AuthoredText.title(changed.in(course.originalLocale(), course.originalLocale()));
        return changed;
    }

    private boolean isFree(Course course) {
        Boolean free = isFree.or(course.isFree());
        if (free == null) {
            throw new RefusedException(AuthoringRefusal.Rule.IS_FREE_MISSING);
        }
        return free;
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
                Objects.requireNonNullElse(change.glossary().or(before.glossary()), List.of()));
    }

    private static double threshold(@Nullable Double asked) {
        double threshold = asked == null ? CourseSettings.DEFAULT.completionThreshold() : asked;
        if (!(threshold >= 0.5 && threshold <= 1)) {
            throw new RefusedException(AuthoringRefusal.Rule.THRESHOLD_RANGE);
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
