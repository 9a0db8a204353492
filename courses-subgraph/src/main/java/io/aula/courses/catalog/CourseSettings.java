package io.aula.courses.catalog;

import java.util.List;

/**
 * When a lesson counts as done, in which order lessons are taken, and what becomes of the words in its videos.
 *
 * @param completionThreshold a share of a lesson, kept to the thousandth, so that it reads back as it was set
 * @param captionLocales the languages that videos get captions in, beside the one that is spoken
 * @param glossary words that a recogniser would not guess, and that a translation leaves as they are
 * @param loudness whether sound is brought to one loudness when a video is made
 */
public record CourseSettings(
        CompletionRule completionRule,
        double completionThreshold,
        boolean sequential,
        List<String> captionLocales,
        List<String> glossary,
        boolean loudness) {

    public CourseSettings {
        completionThreshold = Math.round(completionThreshold * 1_000) / 1_000.0;
        captionLocales = List.copyOf(captionLocales);
        glossary = List.copyOf(glossary);
    }

    /** What a course has until its teacher says otherwise, and again when they take it back. */
    public static final CourseSettings DEFAULT =
            new CourseSettings(CompletionRule.COVERAGE, 0.9, false, List.of("es", "en"), List.of(), false);

    /** Whether lessons are done by the same rule, whatever their order. */
    public boolean isDoneAlike(CourseSettings other) {
        return completionRule == other.completionRule && completionThreshold == other.completionThreshold;
    }

    /** Whether a lesson is done by what was watched of it. */
    public boolean isByCoverage() {
        return completionRule == CompletionRule.COVERAGE;
    }
}
