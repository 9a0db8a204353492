package io.aula.courses.authoring;

import io.aula.courses.stating.Facts;
import io.aula.platform.id.CourseId;
import java.util.List;
import org.springframework.stereotype.Component;

/** All courses, drafts and archived ones too, and in which order their lessons stand. */
@Component
class CoursesStated implements Facts {
    private final LessonFacts facts;
    private final CourseEvents events;

    CoursesStated(LessonFacts facts, CourseEvents events) {
        this.facts = facts;
        this.events = events;
    }

    @Override
    public String kind() {
        return "courses";
    }

    @Override
    public Told tell(String behind) {
        List<CourseId> courses = facts.coursesBehind(behind, AT_ONCE);
        courses.forEach(events::stated);
        return Told.of(courses, CourseId::text);
    }
}
