package io.aula.courses.enrollment;

/**
 * An enrollment whose progress was counted anew and had changed.
 *
 * @param progress as exactly as it was counted
 */
record Recount(Enrollment before, Enrollment after, double progress) {

    /** Whether a step of 5 % was crossed, forwards or back, or there is more that others keep a copy of. */
    boolean isTold() {
        return step(progress) != step(before.progress())
                || after.completedLessons() != before.completedLessons()
                || isEnd();
    }

    boolean isEnd() {
        return before.completedAt() == null && after.completedAt() != null;
    }

    private static int step(double progress) {
        return (int) (progress * 20 + 1e-6);
    }
}
