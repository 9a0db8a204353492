package io.aula.courses.catalog;

/** When a lesson counts as done, and in which order lessons are taken. */
public record CourseSettings(CompletionRule completionRule, double completionThreshold, boolean sequential) {

    /** What a course has until its teacher says otherwise, and again when they take it back. */
    public static final CourseSettings DEFAULT = new CourseSettings(CompletionRule.COVERAGE, 0.9, false);

    /** Whether lessons are done by the same rule, whatever their order. */
    public boolean isDoneAlike(CourseSettings other) {
        return completionRule == other.completionRule && completionThreshold == other.completionThreshold;
    }

    /** Whether a lesson is done by what was watched of it. */
    public boolean isByCoverage() {
        return completionRule == CompletionRule.COVERAGE;
    }
}
