package io.aula.courses.progress;

import io.aula.courses.catalog.CountedLessonsChanged;
import io.aula.courses.catalog.LessonsPurged;
import io.aula.courses.enrollment.EnrollmentBegun;
import io.aula.courses.enrollment.EnrollmentService;
import io.aula.courses.progress.Settlements.Asked;
import io.aula.courses.progress.Settlements.Done;
import io.aula.courses.progress.Settlements.Enrolled;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts learners anew when it is their course that changed, so that whoever had done all that is left is through at once and
 * not at their next act. The change only asks for it; the work is done behind it, a slice of the learners in each transaction.
 */
@Component
class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    /** Learners of one transaction: of a course of a thousand lessons it takes about a second. */
    private static final int SLICE = 250;
    /** Others wait for the same thread. */
    private static final Duration ROUND = Duration.ofSeconds(1);
    /** A slice is somebody's for so long; one that failed is tried again then, and keeps nobody else waiting. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    /** Acts that were under way at the beginning are over then. */
    private static final Duration AFTER_THE_BEGINNING = Duration.ofSeconds(5);
    /** Who writes an article saves it every few seconds. */
    private static final Duration WHILE_WRITTEN = Duration.ofMinutes(1);

    private static final int ROWS = 1_000;

    private final Settlements settlements;
    private final EnrollmentService enrollments;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final TransactionTemplate lease;
    private final Clock clock;

    Settlement(
            Settlements settlements,
            EnrollmentService enrollments,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.settlements = settlements;
        this.enrollments = enrollments;
        this.outbox = outbox;
        this.transaction = transaction;
        this.lease = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        this.lease.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @EventListener
    void changed(CountedLessonsChanged courses) {
        Instant due = courses.isBeingWritten() ? now().plus(WHILE_WRITTEN) : now();
        courses.courseIds().forEach(id -> settlements.ask(id, due));
    }

    /**
     * What was watched before counts from the beginning: previews, and what was done before the course was left. What is being
     * done at this moment is not seen yet, so there is a second look.
     */
    @EventListener
    void begun(EnrollmentBegun enrollment) {
        CourseId courseId = enrollment.courseId();
        settle(courseId, List.of(new Enrolled(enrollment.enrollmentId(), enrollment.userId())));
        settlements.askFor(enrollment.userId(), courseId, now().plus(AFTER_THE_BEGINNING));
    }

    /** What was watched of them is of no use to anybody. */
    @EventListener
    void purged(LessonsPurged lessons) {
        lessons.lessonIds().forEach(settlements::forget);
    }

    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT3S")
    void round() {
        Instant end = now().plus(ROUND);
        boolean isAny;
        do {
            isAny = isDone(this::settleSlice) | isDone(this::forgetSlice);
        } while (isAny && now().isBefore(end));
    }

    /** Each in a transaction of its own: what fails keeps neither the other kind nor the next round from its work. */
    private boolean isDone(BooleanSupplier slice) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> slice.getAsBoolean()));
        } catch (RuntimeException e) {
            LOG.warn("Learners could not be counted anew, it is tried again in {} s", LEASE.toSeconds(), e);
            return false;
        }
    }

    /** @return whether there was anything to do */
    private boolean settleSlice() {
        Asked asked = lease.execute(
                status -> settlements.take(now(), now().plus(LEASE)).orElse(null));
        if (asked == null) {
            return false;
        }
        if (asked.isFresh()) {
            settlements.dropOthers(asked); // they are answered by what begins now
        }
        List<Enrolled> learners = settlements.learners(asked, SLICE);
        settle(asked.courseId(), learners);
        if (learners.size() < SLICE) {
            settlements.end(asked);
        } else {
            settlements.goOn(asked, learners.getLast().enrollmentId(), now());
        }
        return true;
    }

    private void settle(CourseId courseId, List<Enrolled> learners) {
        if (learners.isEmpty()) {
            return;
        }
        List<UserId> people = learners.stream().map(Enrolled::userId).toList();
        settlements.completeByRule(courseId, people, now()).forEach(done -> tell(courseId, done));
        enrollments.recount(learners.stream().map(Enrolled::enrollmentId).toList());
    }

    private void tell(CourseId courseId, Done done) {
        outbox.append(
                "lesson.completed",
                done.lessonId().text(),
                1,
                Map.of(
                        "userId", done.userId(),
                        "lessonId", done.lessonId(),
                        "courseId", courseId,
                        "at", done.at().toString()));
    }

    /** @return whether there was anything to do */
    private boolean forgetSlice() {
        return settlements
                .takePurged()
                .map(lessonId -> {
                    if (settlements.deleteProgress(lessonId, ROWS) < ROWS) {
                        settlements.forgotten(lessonId);
                    }
                    return true;
                })
                .orElse(false);
    }

    /** PostgreSQL keeps microseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
