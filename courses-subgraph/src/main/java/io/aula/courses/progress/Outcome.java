package io.aula.courses.progress;

import io.aula.courses.access.AccessReason;
import org.jspecify.annotations.Nullable;

/** What came of something that a learner did. */
sealed interface Outcome {
    /** It counts, or it was known already. */
    record Taken(LessonProgress progress, boolean isCourseCompleted) implements Outcome {}

    /** More was said to be watched than time can have passed: nothing of it counts. */
    record Implausible(LessonProgress progress, int acceptedMs, int rejectedMs) implements Outcome {}

    /** Two newer players took this one's place: nothing of it counts. */
    record Superseded(@Nullable LessonProgress progress) implements Outcome {}

    /** The lesson has got another video since: nothing of it counts. */
    record Replaced(@Nullable LessonProgress progress) implements Outcome {}

    /** This counts, since it was watched; but the lesson may be opened no more. */
    record Ended(LessonProgress progress, AccessReason reason) implements Outcome {}

    record MalformedBatch() implements Outcome {}

    /** There is no such session or lesson for the caller. */
    record Unknown(String id) implements Outcome {}

    /** The lesson may not be opened. */
    record Closed(AccessReason reason) implements Outcome {}

    record NoArticle() implements Outcome {}

    /** The course counts what is watched and read. */
    record NotByHand() implements Outcome {}
}
