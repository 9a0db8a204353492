package io.aula.courses.enrollment;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.graphql.Refusal;
import io.aula.courses.graphql.UserError;
import io.aula.courses.idempotency.Once;
import io.aula.platform.id.Ids;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
        Instant now = clock.instant();
        Optional<Enrollment> begun = enrollments.enroll(Ids.next("enr"), userId, courseId, now);
        if (begun.isEmpty()) {
            Enrollment there = Objects.requireNonNull(
                    enrollments.ofUser(userId, List.of(courseId)).get(courseId));
            if (there.status() == Enrollment.Status.SUSPENDED) {
                throw new Refusal(suspended("courseId"));
            }
            return there.id();
        }
        enrollments.countLearners(courseId);
        Enrollment enrollment = begun.get();
        outbox.append(
                "enrollment.created",
                enrollment.id(),
                enrollment.version(),
                Map.of(
                        "enrollmentId",
                        enrollment.id(),
                        "userId",
                        userId,
                        "courseId",
                        courseId,
                        "source",
                        "FREE",
                        "at",
                        now.toString()));
        tellStatus(enrollment);
        return enrollment.id();
    }

    /** Only what is under way can be left: that a course was finished, or that access was suspended, is not undone. */
    @Transactional
    public Enrollment withdraw(Caller caller, String id) {
        Enrollment enrollment = enrollments.byIds(List.of(id)).get(id);
        if (enrollment == null || !enrollment.userId().equals(caller.userId())) {
            throw new Refusal(UserError.notFound(id));
        }
        Optional<Enrollment> left = enrollments.withdraw(id, clock.instant());
        if (left.isEmpty()) {
            return stays(Objects.requireNonNull(enrollments.byIds(List.of(id)).get(id)));
        }
        enrollments.countLearners(enrollment.courseId());
        tellStatus(left.get());
        return left.get();
    }

    private static Enrollment stays(Enrollment enrollment) {
        return switch (enrollment.status()) {
            case COMPLETED ->
                throw new Refusal(UserError.invalid(
                        "ALREADY_COMPLETED",
                        "Ya terminaste este curso, así que se queda entre los tuyos.",
                        "You have finished this course, so it stays among yours.",
                        "enrollmentId"));
            case SUSPENDED -> throw new Refusal(suspended("enrollmentId"));
            case ACTIVE, WITHDRAWN, EXPIRED -> enrollment;
        };
    }

    private static UserError suspended(String path) {
        return UserError.invalid(
                "SUSPENDED",
                "Tu acceso a este curso está suspendido. Escribe a quien lo imparte.",
                "Your access to this course is suspended. Write to whoever teaches it.",
                path);
    }

    /** Told at every change of status, the first included. */
    private void tellStatus(Enrollment enrollment) {
        outbox.append(
                "enrollment.changed",
                enrollment.id(),
                enrollment.version(),
                Map.of(
                        "enrollmentId", enrollment.id(),
                        "userId", enrollment.userId(),
                        "courseId", enrollment.courseId(),
                        "status", enrollment.status().name()));
    }

    /** The caller's own enrollments, by course. */
    public Map<String, Enrollment> ofUser(String userId, Collection<String> courseIds) {
        return enrollments.ofUser(userId, courseIds);
    }

    /** The enrollment, held until the end of the transaction: what is counted after this misses nothing of another's. */
    public Optional<Enrollment> held(String userId, String courseId) {
        return enrollments.held(userId, courseId);
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
     *
     * @return whether the course is finished by this
     */
    public boolean advance(Enrollment before, double progress, int completedLessons, boolean isComplete) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Enrollment after = enrollments
                .advance(before.id(), progress, completedLessons, isComplete, now)
                .orElse(null);
        if (after == null) {
            return false;
        }
        boolean isStep = (int) (progress * 20 + 1e-6) > (int) (before.progress() * 20 + 1e-6);
        boolean isEnd = isComplete && now.equals(after.completedAt());
        if (isStep || isEnd || completedLessons > before.completedLessons()) {
            Map<String, @Nullable Object> data = new HashMap<>();
            data.put("enrollmentId", after.id());
            data.put("userId", after.userId());
            data.put("courseId", after.courseId());
            data.put("progress", progress);
            data.put("completedLessons", completedLessons);
            data.put(
                    "completedAt",
                    after.completedAt() == null ? null : after.completedAt().toString());
            outbox.append("enrollment.progressed", after.id(), after.version(), data);
        }
        if (after.status() != before.status()) {
            tellStatus(after);
        }
        return isEnd;
    }
}
