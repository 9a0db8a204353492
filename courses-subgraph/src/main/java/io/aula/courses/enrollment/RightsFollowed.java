package io.aula.courses.enrollment;

import io.aula.courses.access.Access;
import io.aula.courses.access.AccessReason;
import io.aula.courses.access.AccessService;
import io.aula.courses.access.EnrollmentSource;
import io.aula.courses.access.EnrollmentStatus;
import io.aula.courses.access.EntitlementChanged;
import io.aula.courses.access.WaitingRight;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.CourseOpened;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A right says that somebody may take a course, an enrollment that they do. What was bought or given is begun by itself; what
 * is taken by a right ends with it, and goes on when it comes back.
 */
@Component
class RightsFollowed {
    private static final int AT_ONCE = 200;
    private static final int MOST_PAGES = 10;
    private static final Logger LOG = LoggerFactory.getLogger(RightsFollowed.class);

    private final EnrollmentService service;
    private final Enrollments enrollments;
    private final CatalogService catalog;
    private final AccessService access;
    private final TransactionTemplate transaction;
    /** The last that was looked at: those that wait for what does not come are passed by, and hold up nobody behind them. */
    private volatile Optional<WaitingRight> reached = Optional.empty();

    RightsFollowed(
            EnrollmentService service,
            Enrollments enrollments,
            CatalogService catalog,
            AccessService access,
            TransactionTemplate transaction) {
        this.service = service;
        this.enrollments = enrollments;
        this.catalog = catalog;
        this.access = access;
        this.transaction = transaction;
    }

    /** Within the transaction in which it became known. */
    @EventListener
    void follow(EntitlementChanged changed) {
        UserId learner = changed.userId();
        Collection<CourseId> ids =
                changed.courseId() == null ? enrollments.takenByRight(learner) : List.of(changed.courseId());
        Map<CourseId, Course> courses = catalog.known(ids);
        Map<CourseId, Enrollment> taken = enrollments.ofUser(learner, courses.keySet());
        access.ofLearner(learner, courses.values())
                .forEach((id, now) -> follow(learner, id, now, taken.get(id), changed.isNew()));
    }

    /** What was bought or given while nobody could take the course up. */
    @EventListener
    void follow(CourseOpened opened) {
        begin(access.waiting(opened.courseId(), AT_ONCE));
    }

    /** Those of a course that were too many for its publication, and rights that begin on a day. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT3M")
    void followTheClock() {
        int begun = 0;
        for (int page = 0; page < MOST_PAGES && begun < AT_ONCE; page++) {
            List<WaitingRight> waiting = access.waiting(reached, AT_ONCE);
            reached = waiting.size() < AT_ONCE ? Optional.empty() : Optional.of(waiting.getLast());
            begun += (int) waiting.stream().filter(this::isBegunAlone).count();
            if (reached.isEmpty()) {
                return;
            }
        }
    }

    /** In a transaction of its own: one that cannot be followed takes back none of the others. */
    private boolean isBegunAlone(WaitingRight right) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> begin(List.of(right)) > 0));
        } catch (RuntimeException failure) {
            LOG.warn("The right of {} to {} could not be followed", right.userId(), right.courseId(), failure);
            return false;
        }
    }

    /** @return how many were begun or ended */
    private int begin(List<WaitingRight> waiting) {
        Map<CourseId, Course> courses = catalog.known(
                waiting.stream().map(WaitingRight::courseId).distinct().toList());
        int changed = 0;
        for (WaitingRight right : waiting) {
            UserId learner = right.userId();
            CourseId id = right.courseId();
            Map<CourseId, Enrollment> taken = enrollments.ofUser(learner, List.of(id));
            Access now =
                    Objects.requireNonNull(access.ofLearner(learner, List.of(Objects.requireNonNull(courses.get(id))))
                            .get(id));
            changed += follow(learner, id, now, taken.get(id), false) ? 1 : 0;
        }
        return changed;
    }

    /** @return whether something changed */
    private boolean follow(UserId learner, CourseId course, Access now, @Nullable Enrollment taken, boolean isNew) {
        if (now.allowed() && begins(now, taken, isNew)) {
            service.begin(learner, course, EnrollmentService.source(now));
            return true;
        }
        if (!now.allowed() && taken != null && taken.isLive() && taken.source() != EnrollmentSource.STAFF) {
            service.expire(taken.id());
            return true;
        }
        return false;
    }

    /** Whoever left goes on only when something new was bought or given. */
    private static boolean begins(Access now, @Nullable Enrollment taken, boolean isNew) {
        boolean isOwn = now.reason() == AccessReason.PURCHASED || now.reason() == AccessReason.GRANTED;
        if (taken == null) {
            return isOwn;
        }
        return taken.status() == EnrollmentStatus.EXPIRED
                || taken.status() == EnrollmentStatus.WITHDRAWN && isOwn && isNew;
    }
}
