package io.aula.courses.catalog;

/** When a lesson counts as done, and in which order lessons are taken. */
public record CourseSettings(String completionRule, double completionThreshold, boolean sequential) {

    /** Whether a lesson is done by what was watched of it. */
    public boolean isByCoverage() {
        return completionRule.equals("COVERAGE");
    }
}
