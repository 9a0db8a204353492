package io.aula.courses.access;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A right to a course, as identity told it.
 *
 * @param courseId null for every course
 */
record Entitlement(
        EntitlementId id,
        UserId userId,
        @Nullable CourseId courseId,
        Source source,
        State state,
        Instant startsAt,
        @Nullable Instant endsAt,
        long version) {

    /** Where a right comes from; each is counted apart, so that losing one loses no other. */
    enum Source {
        ORDER(AccessReason.PURCHASED),
        MEMBERSHIP(AccessReason.SUBSCRIPTION),
        GRANT(AccessReason.GRANTED),
        SEAT(AccessReason.GRANTED);

        private final AccessReason reason;

        Source(AccessReason reason) {
            this.reason = reason;
        }

        AccessReason reason() {
            return reason;
        }
    }

    /** Grace is while a payment is tried again. */
    enum State {
        ACTIVE,
        GRACE,
        SUSPENDED,
        EXPIRED,
        REVOKED
    }

    /** The right that decides: one that is open, the longest of them; without one, that which says best why not. */
    static Optional<Entitlement> decisive(Collection<Entitlement> all, Instant now) {
        return all.stream()
                .min(Comparator.<Entitlement, Boolean>comparing(each -> !each.opens(now))
                        .thenComparing(each -> each.state != State.SUSPENDED)
                        .thenComparing(each -> !each.isAhead(now))
                        .thenComparing(Entitlement::endsAt, Comparator.nullsFirst(Comparator.reverseOrder()))
                        .thenComparing(Entitlement::source)
                        .thenComparing(each -> each.id.text()));
    }

    boolean covers(CourseId course) {
        return courseId == null || courseId.equals(course);
    }

    boolean opens(Instant now) {
        return isGood() && !startsAt.isAfter(now) && (endsAt == null || endsAt.isAfter(now));
    }

    private boolean isGood() {
        return state == State.ACTIVE || state == State.GRACE;
    }

    private boolean isAhead(Instant now) {
        return isGood() && startsAt.isAfter(now);
    }

    /** Why this right does not open anything. */
    Access refusal(Instant now) {
        if (state == State.SUSPENDED) {
            return Access.denied(AccessReason.SUSPENDED);
        }
        return isAhead(now)
                ? Access.deniedUntil(AccessReason.NOT_ENTITLED, startsAt)
                : Access.denied(AccessReason.NOT_ENTITLED);
    }
}
