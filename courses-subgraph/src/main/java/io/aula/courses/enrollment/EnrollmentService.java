package io.aula.courses.enrollment;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.graphql.Connection;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.Slice;
import io.aula.courses.graphql.UserError;
import io.aula.courses.idempotency.Once;
import io.aula.platform.id.Ids;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins and ends enrollments, and keeps how far they are. */
@Service
public class EnrollmentService {
    private final Enrollments enrollments;
    private final CatalogService catalog;
    private final Once once;
    private final Outbox outbox;
    private final Clock clock;

    EnrollmentService(Enrollments enrollments, CatalogService catalog, Once once, Outbox outbox, Clock clock) {
        this.enrollments = enrollments;
        this.catalog = catalog;
        this.once = once;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Transactional
    public Enrollment enroll(Caller caller, String courseId, String idempotencyKey) {
        Course course = catalog.course(courseId, Optional.of(caller))
                .orElseThrow(() -> new Refusal(UserError.notFound(courseId)));
        if (!course.isOpen()) {
            throw new Refusal(UserError.invalid(
                    "NOT_PUBLISHED", "El curso no está publicado.", "The course is not published.", "courseId"));
        }
        if (!course.isFree() && !catalog.isStaff(courseId, caller)) {
            throw new Refusal(UserError.invalid(
                    "NOT_FREE", "Este curso no es gratuito.", "This course is not free.", "courseId"));
        }
        String id =
                once.run(caller.userId(), idempotencyKey, "enroll " + courseId, () -> begin(caller.userId(), courseId));
        return Objects.requireNonNull(enrollments.byIds(List.of(id)).get(id));
    }

    private String begin(String userId, String courseId) {
        String id = enrollments.enroll(Ids.next("enr"), userId, courseId);
        enrollments.countLearners(courseId);
        outbox.append(
                "enrollment.created",
                id,
                enrollments.version(id),
                Map.of(
                        "enrollmentId", id,
                        "userId", userId,
                        "courseId", courseId,
                        "source", "FREE",
                        "at", clock.instant().toString()));
        return id;
    }

    @Transactional
    public Enrollment withdraw(Caller caller, String id) {
        Enrollment enrollment = enrollments.byIds(List.of(id)).get(id);
        if (enrollment == null || !enrollment.userId().equals(caller.userId())) {
            throw new Refusal(UserError.notFound(id));
        }
        enrollments.withdraw(id);
        enrollments.countLearners(enrollment.courseId());
        return Objects.requireNonNull(enrollments.byIds(List.of(id)).get(id));
    }

    /** The caller's own enrollments, by course. */
    public Map<String, Enrollment> ofUser(String userId, Collection<String> courseIds) {
        return enrollments.ofUser(userId, courseIds);
    }

    Connection<Enrollment> page(String userId, EnrollmentFilter filter, Slice slice) {
        return Connection.of(slice, enrollments.page(userId, filter, slice), () -> enrollments.count(userId, filter));
    }

    /** One's own, or of a course that one teaches; anything else does not exist for the caller. */
    public Map<String, Enrollment> visible(Collection<String> ids, Caller caller) {
        Map<String, Enrollment> found = new HashMap<>(enrollments.byIds(ids));
        Set<String> foreign = found.values().stream()
                .filter(each -> !each.userId().equals(caller.userId()))
                .map(Enrollment::courseId)
                .collect(Collectors.toSet());
        Set<String> staffed = foreign.isEmpty() ? Set.of() : catalog.staffed(foreign, Optional.of(caller));
        found.values().removeIf(each -> !each.userId().equals(caller.userId()) && !staffed.contains(each.courseId()));
        return found;
    }

    /**
     * Keeps how far the learner is, in the transaction of what they watched; every 5 % and the end are told to others.
     */
    public boolean advance(Enrollment enrollment, double progress, int completedLessons, boolean isComplete) {
        Instant now = clock.instant();
        long version = enrollments.advance(enrollment.id(), progress, completedLessons, isComplete, now);
        boolean isStep = (int) (progress * 20 + 1e-6) > (int) (enrollment.progress() * 20 + 1e-6);
        boolean isEnd = isComplete && enrollment.completedAt() == null;
        if (isStep || isEnd || completedLessons > enrollment.completedLessons()) {
            Map<String, @Nullable Object> data = new HashMap<>();
            data.put("enrollmentId", enrollment.id());
            data.put("userId", enrollment.userId());
            data.put("courseId", enrollment.courseId());
            data.put("progress", progress);
            data.put("completedLessons", completedLessons);
            data.put("completedAt", isComplete ? now.toString() : null);
            outbox.append("enrollment.progressed", enrollment.id(), version, data);
        }
        return isEnd;
    }
}
