package io.aula.identity.entitlement;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That somebody may take a course.
 *
 * @param courseId null for every course
 * @param sourceId the order, membership or act that it comes from
 */
public record Entitlement(
        EntitlementId id,
        UserId userId,
        @Nullable CourseId courseId,
        Source source,
        String sourceId,
        State state,
        Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable String reason,
        long version,
        Instant createdAt) {
    /** Each is counted apart, so that losing one loses no other. */
    public enum Source {
        ORDER,
        MEMBERSHIP,
        GRANT,
        SEAT
    }

    /** Grace is while a payment is tried again. */
    public enum State {
        ACTIVE,
        GRACE,
        SUSPENDED,
        EXPIRED,
        REVOKED;

        boolean isGood() {
            return this == ACTIVE || this == GRACE;
        }
    }

    /** The one function that decides here: the right that is open, the longest of them; without one, that which says best why not. */
    public static Optional<Entitlement> decisive(Collection<Entitlement> all, Instant now) {
        return all.stream()
                .min(Comparator.<Entitlement, Boolean>comparing(each -> !each.opens(now))
                        .thenComparing(each -> each.state != State.SUSPENDED)
                        .thenComparing(each -> !(each.state.isGood() && each.startsAt.isAfter(now)))
                        .thenComparing(Entitlement::endsAt, Comparator.nullsFirst(Comparator.reverseOrder()))
                        .thenComparing(Entitlement::source)
                        .thenComparing(each -> each.id.text()));
    }

    public boolean opens(Instant now) {
        return state.isGood() && !startsAt.isAfter(now) && (endsAt == null || endsAt.isAfter(now));
    }

    /** A right is over when its time is, also before anybody has written that down. */
    State stateAt(Instant now) {
        return state.isGood() && endsAt != null && !endsAt.isAfter(now) ? State.EXPIRED : state;
    }
}
