package io.aula.courses.authoring;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.Module;
import io.aula.courses.refusal.Refusal;
import io.aula.courses.refusal.RefusedException;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what a caller may change; whoever may not even see it is told that it does not exist. */
@Component
class Staff {
    private final CatalogService catalog;

    Staff(CatalogService catalog) {
        this.catalog = catalog;
    }

    Course course(Caller caller, CourseId id) {
        Course course = catalog.course(id, Optional.of(caller)).orElseThrow(() -> RefusedException.notFound(id));
        if (!catalog.isStaff(id, caller)) {
            throw new RefusedException(new Refusal.Forbidden("TEACHES_COURSE"));
        }
        return course;
    }

    /** A module that the caller sees; whether they teach its course is asked of {@link #course}. */
    Module module(Caller caller, ModuleId id) {
        return Optional.ofNullable(
                        catalog.visibleModules(List.of(id), Optional.of(caller)).get(id))
                .orElseThrow(() -> RefusedException.notFound(id));
    }

    Lesson lesson(Caller caller, LessonId id) {
        return Optional.ofNullable(
                        catalog.visibleLessons(List.of(id), Optional.of(caller)).get(id))
                .orElseThrow(() -> RefusedException.notFound(id));
    }
}
