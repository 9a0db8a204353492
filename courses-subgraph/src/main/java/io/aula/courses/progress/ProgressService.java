package io.aula.courses.progress;

import io.aula.courses.access.Access;
import io.aula.courses.access.AccessReason;
import io.aula.courses.access.AccessService;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.enrollment.Enrollment;
import io.aula.courses.enrollment.EnrollmentService;
import io.aula.courses.progress.Progresses.Recorded;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EnrollmentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.SessionId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes what learners watch, read and tick, within the time that can have passed. */
@Service
class ProgressService {
    private static final int MONTHS_AHEAD = 4;

    private final Progresses progresses;
    private final ResumePoints resumes;
    private final CatalogService catalog;
    private final AccessService access;
    private final EnrollmentService enrollments;
    private final Outbox outbox;
    private final LiveBus bus;
    private final Clock clock;

    ProgressService(
            Progresses progresses,
            ResumePoints resumes,
            CatalogService catalog,
            AccessService access,
            EnrollmentService enrollments,
            Outbox outbox,
            LiveBus bus,
            Clock clock) {
        this.progresses = progresses;
        this.resumes = resumes;
        this.catalog = catalog;
        this.access = access;
        this.enrollments = enrollments;
        this.outbox = outbox;
        this.bus = bus;
        this.clock = clock;
    }

    @Transactional
    Outcome record(Caller caller, WatchBatch batch) {
        if (!batch.isValid()) {
            return new Outcome.MalformedBatch();
        }
        Instant now = now();
        progresses.claim(caller.user(), batch.sessionId());
        Recorded recorded = progresses.record(caller.user(), batch, now).orElse(null);
        if (recorded == null) {
            return new Outcome.Unknown(batch.sessionId().text());
        }
        LessonProgress progress = progress(caller.user(), recorded.lessonId());
        return switch (recorded.kind()) {
            case SUPERSEDED -> new Outcome.Superseded(progress);
            case REPLACED -> new Outcome.Replaced(progress);
            case DUPLICATE -> new Outcome.Taken(Objects.requireNonNull(progress), false);
            case COUNTED -> counted(caller, batch.sessionId(), recorded, Objects.requireNonNull(progress), now);
        };
    }

    private Outcome counted(Caller caller, SessionId session, Recorded recorded, LessonProgress progress, Instant now) {
        UserId userId = caller.user();
        Optional<Enrollment> taken = taken(userId, recorded.courseId());
        boolean isCourseDone = settle(userId, taken, progress, recorded.grownMs(), recorded.isCompletedNow(), now);
        tellDevices(userId, recorded.lessonId(), session.text());
        Access may = stillMay(caller, taken, recorded.lessonId());
        if (!may.allowed()) {
            return new Outcome.Ended(progress, may.reason());
        }
        return recorded.rejectedMs() == 0
                ? new Outcome.Taken(progress, isCourseDone)
                : new Outcome.Implausible(progress, recorded.acceptedMs(), recorded.rejectedMs());
    }

    private Optional<Enrollment> taken(UserId userId, CourseId courseId) {
        return Optional.ofNullable(enrollments.ofUser(userId, List.of(courseId)).get(courseId));
    }

    /** Whoever takes the course is not asked for more; others watch a preview, teach, or have left since they began to watch. */
    private Access stillMay(Caller caller, Optional<Enrollment> taken, LessonId lessonId) {
        Lesson lesson = taken.filter(Enrollment::isLive).isPresent()
                ? null
                : catalog.knownLessons(List.of(lessonId)).get(lessonId);
        return lesson == null ? Access.granted(AccessReason.ENROLLED) : access.lesson(lesson, Optional.of(caller));
    }

    /** An article was read to its end. It is done by that, unless lessons of the course are ticked by hand. */
    @Transactional
    Outcome read(Caller caller, LessonId lessonId) {
        Lesson lesson = lesson(caller, lessonId).orElse(null);
        if (lesson == null) {
            return new Outcome.Unknown(lessonId.text());
        }
        if (lesson.kind() != Lesson.Kind.ARTICLE) {
            return new Outcome.NoArticle();
        }
        Access may = access.lesson(lesson, Optional.of(caller));
        if (!may.allowed()) {
            return new Outcome.Closed(may.reason());
        }
        Instant now = now();
        boolean isDone = progresses.note(
                caller.user(), lessonId, now, course(lesson).settings().isByCoverage(), false, now);
        return settled(caller.user(), lessonId, isDone, now);
    }

    /** Ticks a lesson by hand, or takes the tick back; that a course was finished is not taken back. */
    @Transactional
    Outcome mark(Caller caller, LessonId lessonId, boolean isCompleted) {
        Lesson lesson = lesson(caller, lessonId).orElse(null);
        if (lesson == null) {
            return new Outcome.Unknown(lessonId.text());
        }
        if (course(lesson).settings().isByCoverage()) {
            return new Outcome.NotByHand();
        }
        Access may = access.lesson(lesson, Optional.of(caller));
        if (!may.allowed()) {
            return new Outcome.Closed(may.reason());
        }
        Instant now = now();
        boolean isDone = progresses.note(caller.user(), lessonId, null, isCompleted, isCompleted, now);
        if (!isCompleted) {
            progresses.untick(caller.user(), lessonId, now);
        }
        return settled(caller.user(), lessonId, isDone, now);
    }

    private Outcome settled(UserId userId, LessonId lessonId, boolean isDone, Instant now) {
        LessonProgress progress = Objects.requireNonNull(progress(userId, lessonId));
        boolean isCourseDone = settle(userId, taken(userId, progress.courseId()), progress, 0, isDone, now);
        tellDevices(userId, lessonId, "");
        return new Outcome.Taken(progress, isCourseDone);
    }

    /**
     * Carries what a lesson came to into its course, also when the lesson was done before.
     *
     * @return whether the course is finished by this
     */
    private boolean settle(
            UserId userId,
            Optional<Enrollment> taken,
            LessonProgress lesson,
            int grownMs,
            boolean isLessonDone,
            Instant now) {
        List<EnrollmentId> enrollment = taken.map(Enrollment::id).stream().toList();
        boolean isCourseDone = !enrollments.recount(enrollment).isEmpty();
        if (isLessonDone || lesson.crossedPercent(grownMs)) {
            progresses.addPoint(
                    userId, lesson, progresses.share(userId, lesson.courseId()), grownMs, isLessonDone, now);
        }
        if (isLessonDone) {
            outbox.append(
                    "lesson.completed",
                    lesson.lessonId().text(),
                    1,
                    Map.of(
                            "userId", userId,
                            "lessonId", lesson.lessonId(),
                            "courseId", lesson.courseId(),
                            "at", now.toString()));
        }
        return isCourseDone;
    }

    /** @param session of the player, which knows it already; empty of what has none */
    private void tellDevices(UserId userId, LessonId lessonId, String session) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bus.publish("resume." + userId, Map.of("lessonId", lessonId, "sessionId", session));
            }
        });
    }

    private Optional<Lesson> lesson(Caller caller, LessonId id) {
        return Optional.ofNullable(
                catalog.visibleLessons(List.of(id), Optional.of(caller)).get(id));
    }

    private Course course(Lesson lesson) {
        return Objects.requireNonNull(catalog.known(List.of(lesson.courseId())).get(lesson.courseId()));
    }

    private @Nullable LessonProgress progress(UserId userId, LessonId lessonId) {
        return progresses.of(userId, List.of(lessonId)).get(lessonId);
    }

    Map<LessonId, LessonProgress> of(UserId userId, Collection<LessonId> lessonIds) {
        return progresses.of(userId, lessonIds);
    }

    Connection<LessonProgress> page(Learner learner, Slice slice) {
        return Connection.of(slice, progresses.page(learner, slice));
    }

    Map<Learner, ResumePoint> resume(Collection<Learner> learners) {
        return resumes.of(learners);
    }

    List<ResumePoint> unfinished(UserId userId, int most) {
        return resumes.unfinished(userId, most);
    }

    /** Where the person goes on after something happened in the lesson. */
    @Nullable
    ResumePoint resumeAfter(UserId userId, LessonId lessonId) {
        LessonProgress progress = progress(userId, lessonId);
        if (progress == null) {
            return null;
        }
        Learner learner = new Learner(userId, progress.courseId());
        return resumes.of(List.of(learner)).get(learner);
    }

    Map<ModuleId, Integer> completedIn(UserId userId, Collection<ModuleId> moduleIds) {
        return progresses.completedIn(userId, moduleIds);
    }

    /** PostgreSQL keeps microseconds: a moment is the same before and after it was stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT1M")
    @Transactional
    void makePartitionsAhead() {
        progresses.makePartitions(clock.instant(), MONTHS_AHEAD);
    }
}
