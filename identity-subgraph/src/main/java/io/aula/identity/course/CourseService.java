package io.aula.identity.course;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.audit.AuditTrail;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Outbox;
import io.aula.platform.security.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides, with those who teach it, whether a course is free. */
@Service
public class CourseService {
    private final Courses courses;
    private final AccountService accounts;
    private final AuditTrail audit;
    private final Outbox outbox;

    CourseService(Courses courses, AccountService accounts, AuditTrail audit, Outbox outbox) {
        this.courses = courses;
        this.accounts = accounts;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** How a decision ended. */
    sealed interface Outcome {
        record Decided(Course course) implements Outcome {}

        record NoSuchCourse(String id) implements Outcome {}

        record NotTaught() implements Outcome {}
    }

    public Map<CourseId, Course> byIds(Collection<CourseId> ids) {
        return courses.byIds(ids);
    }

    public Optional<Course> byId(CourseId id) {
        return Optional.ofNullable(courses.byIds(List.of(id)).get(id));
    }

    /** Courses of theirs that somebody could take up today, by their titles. */
    public List<String> openOf(UserId owner) {
        return courses.openOf(owner);
    }

    @Transactional
    Outcome setFree(Caller caller, CourseId id, boolean isFree) {
        Course course = courses.lock(id).orElse(null);
        if (course == null) {
            return new Outcome.NoSuchCourse(id.text());
        }
        Account person = accounts.live(caller).orElse(null);
        if (person == null || !course.isTaughtBy(person)) {
            return new Outcome.NotTaught();
        }
        if (Boolean.valueOf(isFree).equals(course.isFree())) {
            return new Outcome.Decided(course);
        }
        long version = course.offerVersion() + 1;
        courses.setFree(id, isFree, version);
        audit.record(caller.user(), "course.free-set", id.text(), String.valueOf(isFree));
        outbox.append("offer.changed", id.text(), version, Map.of("courseId", id.text(), "isFree", isFree));
        return new Outcome.Decided(
                new Course(id, course.title(), course.ownerId(), course.staff(), isFree, course.status(), version));
    }
}
