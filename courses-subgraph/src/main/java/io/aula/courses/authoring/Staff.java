package io.aula.courses.authoring;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.Module;
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

    Course course(Caller caller, String id) {
        Course course = catalog.course(id, Optional.of(caller))
                .orElseThrow(() -> new RefusedException(new AuthoringRefusal.NotFound(id)));
        if (!catalog.isStaff(id, caller)) {
            throw new RefusedException(new AuthoringRefusal.Forbidden("TEACHES_COURSE"));
        }
        return course;
    }

    /** A module that the caller sees; whether they teach its course is asked of {@link #course}. */
    Module module(Caller caller, String id) {
        return Optional.ofNullable(
                        catalog.visibleModules(List.of(id), Optional.of(caller)).get(id))
                .orElseThrow(() -> new RefusedException(new AuthoringRefusal.NotFound(id)));
    }

    Lesson lesson(Caller caller, String id) {
        return Optional.ofNullable(
                        catalog.visibleLessons(List.of(id), Optional.of(caller)).get(id))
                .orElseThrow(() -> new RefusedException(new AuthoringRefusal.NotFound(id)));
    }
}
