package io.aula.courses.enrollment;

import io.aula.courses.access.Access;
import io.aula.courses.access.AccessService;
import io.aula.courses.access.EnrollmentSource;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.enrollment.Enrollments.Counted;
import io.aula.courses.idempotency.Once;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EnrollmentId;
import io.aula.platform.id.UserId;
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
import java.util.function.Supplier;
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
    private final AccessService access;
    private final Once once;
    private final Outbox outbox;
    private final ApplicationEventPublisher told;
    private final Clock clock;

    EnrollmentService(
            Enrollments enrollments,
            CatalogService catalog,
            AccessService access,
            Once once,
            Outbox outbox,
            ApplicationEventPublisher told,
            Clock clock) {
        this.enrollments = enrollments;
        this.catalog = catalog;
        this.access = access;
        this.once = once;
        this.outbox = outbox;
        this.told = told;
        this.clock = clock;
    }

    @Transactional
    EnrollmentOutcome enroll(Caller caller, CourseId courseId, String idempotencyKey) {
        Course course = catalog.course(courseId, Optional.of(caller)).orElse(null);
        if (course == null) {
            return new EnrollmentOutcome.NoCourse(courseId.text());
        }
        if (!course.isOpen()) {
            return new EnrollmentOutcome.NotPublished();
        }
        Access may = Objects.requireNonNull(
                access.courses(List.of(course), Optional.of(caller)).get(courseId));
        if (!may.allowed()) {
            return switch (may.reason()) {
                case SUSPENDED -> new EnrollmentOutcome.Suspended("courseId");
                case NOT_PUBLISHED -> new EnrollmentOutcome.NotPublished();
                default -> new EnrollmentOutcome.NotFree();
            };
        }
        UserId user = caller.user();
        EnrollmentSource source = source(may);
        Supplier<String> begin = () -> begin(user, courseId, source).text();
        return switch (once.run(user.text(), idempotencyKey, "enroll " + courseId, begin)) {
            case Once.Outcome.Made(String id) -> enrolled(known(new EnrollmentId(id)), source);
            case Once.Outcome.KeyReused() -> new EnrollmentOutcome.KeyReused();
            case Once.Outcome.KeyInvalid() -> new EnrollmentOutcome.KeyInvalid();
        };
    }

    private EnrollmentOutcome enrolled(Enrollment enrollment, EnrollmentSource source) {
        return switch (enrollment.status()) {
            case ACTIVE, COMPLETED -> new EnrollmentOutcome.Stands(enrollment);
            // The key was used before the person left: what is asked for is still to be enrolled.
            case WITHDRAWN, EXPIRED ->
                new EnrollmentOutcome.Stands(known(begin(enrollment.userId(), enrollment.courseId(), source)));
            case SUSPENDED -> new EnrollmentOutcome.Suspended("courseId");
        };
    }

    private Enrollment known(EnrollmentId id) {
        return Objects.requireNonNull(enrollments.byIds(List.of(id)).get(id));
    }

    /** By what somebody who may take a course takes it. */
    static EnrollmentSource source(Access access) {
        return switch (access.reason()) {
            case STAFF -> EnrollmentSource.STAFF;
            case PURCHASED -> EnrollmentSource.ORDER;
            case SUBSCRIPTION -> EnrollmentSource.MEMBERSHIP;
            case GRANTED -> EnrollmentSource.GRANT;
            default -> EnrollmentSource.FREE;
        };
    }

    /** Begins a course, or goes on with one that was left or had ended. */
    EnrollmentId begin(UserId userId, CourseId courseId, EnrollmentSource source) {
        Instant now = clock.instant();
        Optional<Enrollment> begun = enrollments.enroll(EnrollmentId.next(), userId, courseId, source, now);
        if (begun.isEmpty()) {
            return Objects.requireNonNull(
                            enrollments.ofUser(userId, List.of(courseId)).get(courseId))
                    .id();
        }
        enrollments.countLearners(courseId);
        Enrollment enrollment = begun.get();
        outbox.append(
                "enrollment.created",
                enrollment.id().text(),
                enrollment.version(),
                Map.of(
                        "enrollmentId", enrollment.id().text(),
                        "userId", userId.text(),
                        "courseId", courseId.text(),
                        "source", source.name(),
                        "at", now.toString()));
        tellStatus(enrollment);
        told.publishEvent(new EnrollmentBegun(enrollment.id(), userId, courseId));
        return enrollment.id();
    }

    /** Also what has ended with its right; but that a course was finished, or that access was suspended, is not undone. */
    @Transactional
    EnrollmentOutcome withdraw(Caller caller, EnrollmentId id) {
        Enrollment enrollment = enrollments.byIds(List.of(id)).get(id);
        if (enrollment == null || !enrollment.userId().equals(caller.user())) {
            return new EnrollmentOutcome.NoEnrollment(id.text());
        }
        Enrollment left = enrollments.withdraw(id, clock.instant()).orElse(null);
        if (left == null) {
            return stays(known(id));
        }
        enrollments.countLearners(enrollment.courseId());
        tellStatus(left);
        return new EnrollmentOutcome.Stands(left);
    }

    /** The right to it ended; what was watched stays, and so does that it was finished. */
    void expire(EnrollmentId id) {
        enrollments.expire(id, clock.instant()).ifPresent(ended -> {
            enrollments.countLearners(ended.courseId());
            tellStatus(ended);
        });
    }

    private static EnrollmentOutcome stays(Enrollment enrollment) {
        return switch (enrollment.status()) {
            case COMPLETED -> new EnrollmentOutcome.AlreadyCompleted();
            case SUSPENDED -> new EnrollmentOutcome.Suspended("enrollmentId");
            case EXPIRED ->
                enrollment.completedAt() == null
                        ? new EnrollmentOutcome.Stands(enrollment)
                        : new EnrollmentOutcome.AlreadyCompleted();
            case ACTIVE, WITHDRAWN -> new EnrollmentOutcome.Stands(enrollment);
        };
    }

    /** As it is now: for copies that were lost, and news to nobody. */
    void state(Enrollment enrollment) {
        tellStatus(enrollment);
        tellProgress(enrollment, enrollment.progress());
    }

    /** Told at every change of status, the first included. */
    private void tellStatus(Enrollment enrollment) {
        outbox.append(
                "enrollment.changed",
                enrollment.id().text(),
                enrollment.version(),
                Map.of(
                        "enrollmentId", enrollment.id().text(),
                        "userId", enrollment.userId().text(),
                        "courseId", enrollment.courseId().text(),
                        "status", enrollment.status().name(),
                        "enrolledAt", enrollment.enrolledAt().toString()));
    }

    /** The caller's own enrollments, by course. */
    public Map<CourseId, Enrollment> ofUser(UserId userId, Collection<CourseId> courseIds) {
        return enrollments.ofUser(userId, courseIds);
    }

    Connection<Enrollment> page(UserId userId, EnrollmentSearch search, Slice slice) {
        return Connection.of(slice, enrollments.page(userId, search, slice), () -> enrollments.count(userId, search));
    }

    /** One's own, or of a course that one teaches; anything else does not exist for the caller. */
    public Map<EnrollmentId, Enrollment> visible(Collection<EnrollmentId> ids, Caller caller) {
        Map<EnrollmentId, Enrollment> found = new HashMap<>(enrollments.byIds(ids));
        Set<CourseId> foreign = found.values().stream()
                .filter(each -> !each.userId().equals(caller.user()))
                .map(Enrollment::courseId)
                .collect(Collectors.toSet());
        Set<CourseId> staffed = foreign.isEmpty() ? Set.of() : catalog.staffed(foreign, Optional.of(caller));
        found.values().removeIf(each -> !each.userId().equals(caller.user()) && !staffed.contains(each.courseId()));
        return found;
    }

    /**
     * Keeps how far learners are, in the transaction of what they did or of what became of their course; every 5 % and the end
     * are told to others. The enrollments are held first: of two lessons done at once, the later to count sees both.
     *
     * @return the enrollments whose course is finished by this
     */
    public Set<EnrollmentId> recount(Collection<EnrollmentId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Map<EnrollmentId, Enrollment> before = enrollments.held(ids);
        Set<EnrollmentId> finished = new HashSet<>();
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
            tellProgress(after, recount.progress());
        }
        if (after.status() != recount.before().status()) {
            tellStatus(after);
        }
    }

    private void tellProgress(Enrollment enrollment, double progress) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("enrollmentId", enrollment.id().text());
        data.put("userId", enrollment.userId().text());
        data.put("courseId", enrollment.courseId().text());
        data.put("progress", progress);
        data.put("completedLessons", enrollment.completedLessons());
        data.put(
                "completedAt",
                enrollment.completedAt() == null
                        ? null
                        : enrollment.completedAt().toString());
        outbox.append("enrollment.progressed", enrollment.id().text(), enrollment.version(), data);
    }
}
