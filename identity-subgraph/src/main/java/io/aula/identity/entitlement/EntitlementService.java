package io.aula.identity.entitlement;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.UserId;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.platform.idempotency.Once;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives rights and takes them back, and says who has one. */
@Service
public class EntitlementService {
    private static final int LONGEST_REASON = 500;
    private static final int MOST_AT_ONCE = 500;

    private final Entitlements entitlements;
    private final EntitlementEvents events;
    private final AccountService accounts;
    private final CourseService courses;
    private final AuditTrail audit;
    private final Once once;
    private final Clock clock;

    EntitlementService(
            Entitlements entitlements,
            EntitlementEvents events,
            AccountService accounts,
            CourseService courses,
            AuditTrail audit,
            Once once,
            Clock clock) {
        this.entitlements = entitlements;
        this.events = events;
        this.accounts = accounts;
        this.courses = courses;
        this.audit = audit;
        this.once = once;
        this.clock = clock;
    }

    /** What is asked for, apart from the key. */
    record Grant(UserId person, CourseId course, @Nullable Instant endsAt, String reason) {}

    @Transactional
    EntitlementOutcome grant(Caller caller, String key, Grant asked) {
        Course course = courses.byId(asked.course()).orElse(null);
        if (course == null) {
            return new EntitlementOutcome.NoSuchCourse(asked.course().text());
        }
        if (!manages(caller, course)) {
            return new EntitlementOutcome.NotManaged();
        }
        Optional<EntitlementOutcome> refusal = refuse(key, asked);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Supplier<String> give = () -> give(caller, asked).id().text();
        return switch (once.run(caller.userId(), key, asked, give)) {
            case Once.Outcome.Made(String id) ->
                new EntitlementOutcome.Stands(
                        entitlements.byIds(List.of(new EntitlementId(id))).getFirst());
            case Once.Outcome.KeyReused() -> new EntitlementOutcome.KeyReused();
        };
    }

    private Optional<EntitlementOutcome> refuse(String key, Grant asked) {
        if (accounts.byId(asked.person()).filter(Account::active).isEmpty()) {
            return Optional.of(
                    new EntitlementOutcome.NoSuchPerson(asked.person().text()));
        }
        if (!isReason(asked.reason())) {
            return Optional.of(new EntitlementOutcome.ReasonInvalid("input"));
        }
        if (asked.endsAt() != null && !asked.endsAt().isAfter(clock.instant())) {
            return Optional.of(new EntitlementOutcome.EndsInThePast());
        }
        if (!IdempotencyKey.isGood(key)) {
            return Optional.of(new EntitlementOutcome.KeyInvalid());
        }
        return Optional.empty();
    }

    private Entitlement give(Caller caller, Grant asked) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Entitlement given = entitlements.grant(new Entitlement(
                EntitlementId.next(),
                asked.person(),
                asked.course(),
                Entitlement.Source.GRANT,
                asked.course().text(),
                Entitlement.State.ACTIVE,
                now,
                asked.endsAt(),
                PlainText.name(asked.reason()),
                1,
                now));
        audit.record(caller.user(), "access.granted", given.id().text(), detail(given));
        events.changed(given);
        return given;
    }

    @Transactional
    EntitlementOutcome revoke(Caller caller, EntitlementId id, String reason) {
        Entitlement right = entitlements.lock(id).orElse(null);
        if (right == null) {
            return new EntitlementOutcome.NoSuchEntitlement(id.text());
        }
        Course course = Optional.ofNullable(right.courseId())
                .map(its -> courses.byId(its).orElseGet(() -> Course.unknown(its)))
                .orElse(null);
        if (course == null || !manages(caller, course)) {
            return new EntitlementOutcome.NotManaged();
        }
        if (right.source() != Entitlement.Source.GRANT) {
            return new EntitlementOutcome.NotGranted();
        }
        if (!isReason(reason)) {
            return new EntitlementOutcome.ReasonInvalid("reason");
        }
        if (right.state() == Entitlement.State.REVOKED) {
            return new EntitlementOutcome.Stands(right);
        }
        Entitlement revoked = entitlements.revoke(id, PlainText.name(reason), clock.instant());
        audit.record(caller.user(), "access.revoked", id.text(), detail(revoked));
        events.changed(revoked);
        return new EntitlementOutcome.Stands(revoked);
    }

    /** A right that comes of money. @param course null for all */
    public record Bought(
            UserId person,
            @Nullable CourseId course,
            Entitlement.Source source,
            String sourceId,
            Entitlement.State state,
            @Nullable Instant endsAt) {}

    /** Makes it so, in the caller's transaction; the others are told only where it was otherwise before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void stand(Bought bought) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entitlements
                .stand(new Entitlement(
                        EntitlementId.next(),
                        bought.person(),
                        bought.course(),
                        bought.source(),
                        bought.sourceId(),
                        bought.state(),
                        now,
                        bought.endsAt(),
                        null,
                        1,
                        now))
                .ifPresent(events::changed);
    }

    /** Whether somebody may take a course for good, and not only while they pay a membership. */
    public boolean owns(UserId person, CourseId course) {
        return owned(person, List.of(course)).contains(course);
    }

    /** Those of the courses that somebody owns, as {@link #owns}. */
    public Set<CourseId> owned(UserId person, Collection<CourseId> asked) {
        if (asked.isEmpty()) {
            return Set.of();
        }
        Instant now = clock.instant();
        List<Entitlement> kept = entitlements.of(person, asked).stream()
                .filter(right ->
                        right.source() != Entitlement.Source.MEMBERSHIP && right.endsAt() == null && right.opens(now))
                .toList();
        return asked.stream()
                .filter(course ->
                        kept.stream().anyMatch(right -> right.courseId() == null || course.equals(right.courseId())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Money is at stake: the token may be older than the loss of a role. */
    private boolean manages(Caller caller, Course course) {
        return accounts.live(caller).filter(course::isManagedBy).isPresent();
    }

    private static boolean isReason(String reason) {
        return !PlainText.isBlank(reason) && reason.length() <= LONGEST_REASON;
    }

    private static String detail(Entitlement right) {
        return right.userId() + " " + right.courseId() + (right.endsAt() == null ? "" : " until " + right.endsAt())
                + ": " + right.reason();
    }

    /** The caller's rights that decide, by course; courses without any are missing. */
    Map<CourseId, Entitlement> decisive(Caller caller, Collection<CourseId> ids) {
        List<Entitlement> all = entitlements.of(caller.user(), ids);
        Instant now = clock.instant();
        Map<CourseId, Entitlement> found = new HashMap<>();
        ids.forEach(id -> Entitlement.decisive(
                        all.stream()
                                .filter(each -> each.courseId() == null || Objects.equals(each.courseId(), id))
                                .toList(),
                        now)
                .ifPresent(right -> found.put(id, right)));
        return found;
    }

    /** Everybody's rights to a course, for those who manage it. */
    Optional<Connection<Entitlement>> page(Caller caller, Course course, Slice slice) {
        return manages(caller, course)
                ? Optional.of(Connection.of(slice, entitlements.page(course.id(), slice)))
                : Optional.empty();
    }

    /** One's own, and those to courses that one manages. */
    List<Entitlement> visible(Collection<EntitlementId> ids, Caller caller) {
        List<Entitlement> found = entitlements.byIds(ids);
        Map<CourseId, Course> known = courses.byIds(found.stream()
                .map(Entitlement::courseId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Optional<Account> person = accounts.live(caller);
        return found.stream()
                .filter(right -> right.userId().equals(caller.user()) || isManaged(right, known, person))
                .toList();
    }

    private static boolean isManaged(Entitlement right, Map<CourseId, Course> known, Optional<Account> person) {
        Course course = right.courseId() == null ? null : known.get(right.courseId());
        return course != null && person.filter(course::isManagedBy).isPresent();
    }

    /** Why a right was given, where the caller may read that: whoever has it reads that they have it. */
    Map<EntitlementId, String> reasons(Collection<Entitlement> rights, Caller caller) {
        Map<CourseId, Course> known = courses.byIds(rights.stream()
                .map(Entitlement::courseId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Optional<Account> person = accounts.live(caller);
        Map<EntitlementId, String> found = new HashMap<>();
        rights.stream()
                .filter(right -> right.reason() != null && isManaged(right, known, person))
                .forEach(right -> found.put(right.id(), Objects.requireNonNull(right.reason())));
        return found;
    }

    /** Notes and tells what ended by itself; nobody waits for it, since a right that is over opens nothing. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    @Transactional
    public void expire() {
        entitlements.expire(clock.instant(), MOST_AT_ONCE).forEach(events::changed);
    }
}
