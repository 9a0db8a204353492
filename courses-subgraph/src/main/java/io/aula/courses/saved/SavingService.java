package io.aula.courses.saved;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.refusal.RefusableTransaction;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Keeps courses for later, and gives them back. */
@Service
class SavingService {
    private static final int MOST = 500;

    private final SavedCourses saved;
    private final CatalogService catalog;
    private final RefusableTransaction transaction;
    private final Clock clock;

    SavingService(SavedCourses saved, CatalogService catalog, RefusableTransaction transaction, Clock clock) {
        this.saved = saved;
        this.catalog = catalog;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Twice is as once. What is not to be seen any more can still be taken off the list. */
    Result<CourseId> set(Caller caller, CourseId courseId, boolean isOn) {
        return transaction.change(() -> {
            UserId user = caller.user();
            if (!isOn) {
                saved.drop(user, courseId);
                return courseId;
            }
            if (catalog.course(courseId, Optional.of(caller)).isEmpty()) {
                throw RefusedException.notFound(courseId);
            }
            if (saved.among(user, List.of(courseId)).isEmpty() && saved.countKept(user) >= MOST) {
                throw RefusedException.againstRule(
                        "TOO_MANY_SAVED",
                        "Caben 500 cursos guardados. Quita alguno antes.",
                        "There is room for 500 saved courses. Take one off first.",
                        "courseId");
            }
            saved.save(user, courseId, clock.instant().truncatedTo(ChronoUnit.MICROS));
            return courseId;
        });
    }

    Set<CourseId> among(UserId user, Collection<CourseId> courseIds) {
        return saved.among(user, courseIds);
    }

    Connection<Course> page(Caller caller, Slice slice) {
        boolean isEach = caller.hasRole("ADMIN");
        List<Row<CourseId>> found = saved.page(caller.user(), isEach, slice);
        Map<CourseId, Course> seen =
                catalog.visible(found.stream().map(Row::node).toList(), Optional.of(caller));
        List<Row<Course>> rows = new ArrayList<>();
        for (Row<CourseId> row : found) {
            Course course = seen.get(row.node());
            if (course != null) {
                rows.add(new Row<>(row.key(), row.id(), course));
            }
        }
        return Connection.of(slice, rows, () -> saved.count(caller.user(), isEach));
    }
}
