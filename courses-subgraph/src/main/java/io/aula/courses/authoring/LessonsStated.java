package io.aula.courses.authoring;

import io.aula.courses.stating.Facts;
import io.aula.platform.id.LessonId;
import java.util.List;
import org.springframework.stereotype.Component;

/** All lessons, those that are deleted too. */
@Component
class LessonsStated implements Facts {
    private final LessonFacts facts;
    private final CourseEvents events;

    LessonsStated(LessonFacts facts, CourseEvents events) {
        this.facts = facts;
        this.events = events;
    }

    @Override
    public String kind() {
        return "lessons";
    }

    @Override
    public Told tell(String behind) {
        List<LessonId> lessons = facts.lessonsBehind(behind, AT_ONCE);
        events.lessonsChanged(lessons);
        return Told.of(lessons, LessonId::text);
    }
}
