package io.aula.courses.enrollment;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.enrollment.Enrollments.Counted;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins and ends enrollments, and keeps how far they are. */
@Service
public class EnrollmentService {
    private final Enrollments enrollments;
    private final CatalogService catalog;
    private final Once once;
    private final Outbox outbox;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    EnrollmentService(
            Enrollments enrollments,
            CatalogService catalog,
            Once once,
            Outbox outbox,
            ApplicationEventPublisher told,
            Clock clock) {
        this.enrollments = enrollments;
        this.catalog = catalog;
        this.once = once;
        this.outbox = outbox;
        this.told = told;
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
        Enrollment enrollment = known(id);
        return switch (enrollment.status()) {
            case ACTIVE, COMPLETED -> enrollment;
            // The key was used before the person left: what is asked for is still to be enrolled.
            case WITHDRAWN, EXPIRED -> known(begin(caller.userId(), courseId));
            case SUSPENDED -> throw new Refusal(suspended("courseId"));
        };
    }

    private Enrollment known(String id) {
        return Objects.requireNonNull(enrollments.byIds(List.of(id)).get(id));
    }

    private String begin(String userId, String courseId) {
        Instant now = clock.instant();
        Optional<Enrollment> begun = enrollments.enroll(Ids.next("enr"), userId, courseId, now);
        if (begun.isEmpty()) {
            return Objects.requireNonNull(
                            enrollments.ofUser(userId, List.of(courseId)).get(courseId))
                    .id();
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
        told.publishEvent(new EnrollmentBegun(enrollment.id(), userId, courseId));
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
            return stays(known(id));
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
     * Keeps how far learners are, in the transaction of what they did or of what became of their course; every 5 % and the end
     * are told to others. The enrollments are held first: of two lessons done at once, the later to count sees both.
     *
     * @return the enrollments whose course is finished by this
     */
    public Set<String> recount(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Map<String, Enrollment> before = enrollments.held(ids);
        Set<String> finished = new HashSet<>();
        for (Counted counted : enrollments.recount(ids, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            Enrollment after = counted.enrollment();
            Recount recount = new Recount(Objects.requireNonNull(before.get(after.id())), after, counted.progress());
            tell(recount);
            if (recount.isEnd()) {
                finished.add(after.id());
            }
        }
        return finished;
    }

    private void tell(Recount recount) {
        Enrollment after = recount.after();
        if (recount.isTold()) {
            Map<String, @Nullable Object> data = new HashMap<>();
            data.put("enrollmentId", after.id());
            data.put("userId", after.userId());
            data.put("courseId", after.courseId());
            data.put("progress", recount.progress());
            data.put("completedLessons", after.completedLessons());
            data.put(
                    "completedAt",
                    after.completedAt() == null ? null : after.completedAt().toString());
            outbox.append("enrollment.progressed", after.id(), after.version(), data);
        }
        if (after.status() != recount.before().status()) {
            tellStatus(after);
        }
    }
}
