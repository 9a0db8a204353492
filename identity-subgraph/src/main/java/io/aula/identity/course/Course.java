package io.aula.identity.course;

import io.aula.identity.account.Account;
import io.aula.identity.account.Role;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A course, as far as money goes.
 *
 * @param title as courses told it last
 * @param ownerId null until courses has told it
 * @param isFree null until courses has told how it stood, which never means free
 * @param status null until courses has told it
 * @param offerVersion how often it was decided here whether it is free
 */
public record Course(
        CourseId id,
        String title,
        @Nullable UserId ownerId,
        Set<UserId> staff,
        @Nullable Boolean isFree,
        @Nullable Status status,
        long offerVersion) {
    public enum Status {
        DRAFT,
        UNLISTED,
        PUBLISHED,
        ARCHIVED
    }

    public Course {
        staff = Set.copyOf(staff);
    }

    /** One that nobody has told of yet: courses may know it. */
    public static Course unknown(CourseId id) {
        return new Course(id, "", null, Set.of(), null, null, 0);
    }

    /** Whether it can be begun; what was told before statuses were is taken for published. */
    public boolean isOpen() {
        return status == null || status == Status.PUBLISHED || status == Status.UNLISTED;
    }

    /** Those who teach it, and administrators. */
    public boolean isTaughtBy(Account person) {
        return person.has(Role.ADMIN) || staff.contains(person.id());
    }

    /** Its owner, and administrators. */
    public boolean isManagedBy(Account person) {
        return person.has(Role.ADMIN) || person.id().equals(ownerId);
    }
}
