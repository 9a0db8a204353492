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
import io.aula.platform.page.Cursor;
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
            if (saved.among(user, List.of(courseId)).isEmpty() && saved.count(user) >= MOST) {
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

    /** What is not to be seen meanwhile is passed over: at most as many as somebody may keep. */
    Connection<Course> page(Caller caller, Slice slice) {
        List<Row<Course>> seen = new ArrayList<>();
        Slice rest = slice;
        List<Row<CourseId>> kept;
        do {
            kept = saved.page(caller.user(), rest);
            Map<CourseId, Course> visible =
                    catalog.visible(kept.stream().map(Row::node).toList(), Optional.of(caller));
            for (Row<CourseId> row : kept) {
                Course course = visible.get(row.node());
                if (course != null) {
                    seen.add(new Row<>(row.key(), row.id(), course));
                }
                rest = new Slice(
                        slice.size(), Optional.of(new Cursor(row.key(), row.id(), slice.sort())), false, slice.sort());
            }
        } while (seen.size() <= slice.size() && kept.size() > slice.size());
        List<Row<Course>> page = seen.subList(0, Math.min(seen.size(), slice.size() + 1));
        return Connection.of(
                slice,
                page,
                () -> catalog.visible(saved.all(caller.user()), Optional.of(caller))
                        .size());
    }
}
