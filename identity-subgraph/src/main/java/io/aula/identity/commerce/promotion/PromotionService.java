package io.aula.identity.commerce.promotion;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.Role;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.commerce.offer.Offer;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.id.UserId;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.platform.idempotency.Once;
import io.aula.platform.security.Caller;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Makes and ends codes, and says what one is good for. Who makes them is looked up live: a token may be older than the loss of a role. */
@Service
public class PromotionService {
    static final int MOST_COURSES = 50;
    static final int MOST_REDEMPTIONS = 1_000_000;
    private static final int MOST_LISTED = 100;

    private final Promotions promotions;
    private final OfferService offers;
    private final CourseService courses;
    private final AccountService accounts;
    private final AuditTrail audit;
    private final Once once;
    private final Clock clock;

    PromotionService(
            Promotions promotions,
            OfferService offers,
            CourseService courses,
            AccountService accounts,
            AuditTrail audit,
            Once once,
            Clock clock) {
        this.promotions = promotions;
        this.offers = offers;
        this.courses = courses;
        this.accounts = accounts;
        this.audit = audit;
        this.once = once;
        this.clock = clock;
    }

    /** A sum as it was asked for, in whatever currency. */
    record AskedMoney(long amount, String currency) {}

    /**
     * What is asked for, apart from the key.
     *
     * @param courseIds null of the membership
     */
    record Asked(
            String code,
            @Nullable Integer percentOff,
            @Nullable AskedMoney amountOff,
            @Nullable List<CourseId> courseIds,
            @Nullable Integer maxRedemptions,
            @Nullable Instant expiresAt) {}

    @Transactional
    PromotionOutcome create(Caller caller, String key, Asked asked) {
        Account maker = accounts.live(caller).orElse(null);
        if (maker == null) {
            return new PromotionOutcome.NotTaught();
        }
        if (!IdempotencyKey.isGood(key)) {
            return new PromotionOutcome.KeyInvalid();
        }
        Optional<PromotionOutcome> refusal = refuse(maker, asked);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Promotion wanted = wanted(maker, asked);
        return switch (once.run(caller.userId(), key, asked, () -> put(wanted))) {
            case Once.Outcome.KeyReused() -> new PromotionOutcome.KeyReused();
            case Once.Outcome.Made(String id) ->
                PromotionId.parse(id)
                        .flatMap(promotions::byId)
                        .<PromotionOutcome>map(PromotionOutcome.Stands::new)
                        .orElseGet(() -> {
                            // Under the same key another code may be tried.
                            TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
                            return new PromotionOutcome.CodeTaken(wanted.code());
                        });
        };
    }

    /** @return empty where another has the code */
    private String put(Promotion wanted) {
        promotions.endExpired(wanted.code(), clock.instant());
        if (!promotions.insert(wanted)) {
            return "";
        }
        audit.record(
                wanted.createdBy(), "promotion.made", wanted.id().text(), wanted.code() + ": " + words(wanted.off()));
        return wanted.id().text();
    }

    private static String words(Promotion.Off off) {
        return switch (off) {
            case Promotion.Off.Percent(int of) -> of + " % off";
            case Promotion.Off.Amount(Money money) -> money.words() + " off";
        };
    }

    private Optional<PromotionOutcome> refuse(Account maker, Asked asked) {
        Optional<PromotionOutcome> notTheirs =
                asked.courseIds() == null ? refuse(maker) : refuse(maker, asked.courseIds());
        if (notTheirs.isPresent()) {
            return notTheirs;
        }
        if (!Promotion.isCode(Promotion.spelled(asked.code()))) {
            return Optional.of(new PromotionOutcome.CodeInvalid());
        }
        if (asked.expiresAt() != null && !asked.expiresAt().isAfter(clock.instant())) {
            return Optional.of(new PromotionOutcome.ExpiresInThePast());
        }
        Integer most = asked.maxRedemptions();
        if (most != null && (most < 1 || most > MOST_REDEMPTIONS)) {
            return Optional.of(new PromotionOutcome.LimitInvalid(MOST_REDEMPTIONS));
        }
        return refuseOff(asked);
    }

    private Optional<PromotionOutcome> refuse(Account maker) {
        return maker.has(Role.ADMIN) ? Optional.empty() : Optional.of(new PromotionOutcome.NotStaff());
    }

    private Optional<PromotionOutcome> refuse(Account maker, List<CourseId> ids) {
        if (ids.isEmpty() || ids.size() > MOST_COURSES) {
            return Optional.of(new PromotionOutcome.TooManyCourses(MOST_COURSES));
        }
        Map<CourseId, Course> known = courses.byIds(ids);
        for (CourseId id : ids) {
            Course course = known.get(id);
            if (course == null) {
                return Optional.of(new PromotionOutcome.NoSuchCourse(id.text()));
            }
            if (!course.isTaughtBy(maker)) {
                return Optional.of(new PromotionOutcome.NotTaught());
            }
        }
        return Optional.empty();
    }

    private Optional<PromotionOutcome> refuseOff(Asked asked) {
        AskedMoney amount = asked.amountOff();
        Integer percent = asked.percentOff();
        if (amount == null) {
            return percent == null || percent < 1 || percent > 100
                    ? Optional.of(new PromotionOutcome.OffInvalid())
                    : Optional.empty();
        }
        SaleCurrency currency = SaleCurrency.parse(amount.currency()).orElse(null);
        if (currency == null) {
            return Optional.of(new PromotionOutcome.NotSoldIn(amount.currency()));
        }
        return percent != null || amount.amount() < 1 || amount.amount() > SaleCurrency.MOST
                ? Optional.of(new PromotionOutcome.OffInvalid())
                : refuseLittle(asked, new Money(amount.amount(), currency));
    }

    /** An amount that leaves less than can be charged of everything there is, or is in a currency in which nothing is sold. */
    private Optional<PromotionOutcome> refuseLittle(Asked asked, Money off) {
        List<Offer> sold = asked.courseIds() == null
                ? offers.memberships()
                : offers.of(courses.byIds(asked.courseIds()).values()).values().stream()
                        .flatMap(List::stream)
                        .toList();
        boolean isAnyGood = sold.stream()
                .flatMap(offer -> offer.in(off.currency()).stream())
                .mapToLong(price -> Math.max(0, price.amount() - off.amount()))
                .anyMatch(after -> after == 0 || off.currency().canCharge(after));
        return isAnyGood || sold.isEmpty()
                ? Optional.empty()
                : Optional.of(new PromotionOutcome.TooMuchOff(off.currency()));
    }

    private Promotion wanted(Account maker, Asked asked) {
        AskedMoney amount = asked.amountOff();
        Promotion.Off off = amount == null
                ? new Promotion.Off.Percent(Objects.requireNonNull(asked.percentOff()))
                : new Promotion.Off.Amount(new Money(
                        amount.amount(), SaleCurrency.parse(amount.currency()).orElseThrow()));
        Instant expiresAt = asked.expiresAt();
        return new Promotion(
                PromotionId.next(),
                Promotion.spelled(asked.code()),
                off,
                asked.courseIds() == null ? Set.of() : Set.copyOf(asked.courseIds()),
                asked.maxRedemptions(),
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.SECONDS),
                null,
                maker.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Nobody begins with it from now on; who is at the page of payment already pays what was promised. */
    @Transactional
    PromotionOutcome end(Caller caller, PromotionId id) {
        Promotion promotion = promotions.byId(id).orElse(null);
        Account person = accounts.live(caller).orElse(null);
        if (promotion == null || person == null) {
            return new PromotionOutcome.NoSuchPromotion(id.text());
        }
        Optional<PromotionOutcome> refusal =
                promotion.isOfMembership() ? refuse(person) : refuse(person, List.copyOf(promotion.courses()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (promotion.endedAt() == null) {
            promotions.end(id, clock.instant());
            audit.record(caller.user(), "promotion.ended", id.text(), promotion.code());
        }
        return new PromotionOutcome.Stands(promotions.byId(id).orElseThrow());
    }

    /** Of the courses that the caller teaches; of others there is nothing. */
    Map<Course, List<Promotion>> of(Caller caller, Collection<Course> asked) {
        Account person = accounts.live(caller).orElse(null);
        if (person == null) {
            return Map.of();
        }
        List<Course> taught =
                asked.stream().filter(course -> course.isTaughtBy(person)).toList();
        Map<CourseId, List<Promotion>> found =
                promotions.ofCourses(taught.stream().map(Course::id).toList(), MOST_LISTED);
        Map<Course, List<Promotion>> answers = new HashMap<>();
        taught.forEach(course -> answers.put(course, found.getOrDefault(course.id(), List.of())));
        return answers;
    }

    /** For administrators; empty for others. */
    Optional<List<Promotion>> ofMembership(Caller caller) {
        return accounts.live(caller)
                .filter(person -> person.has(Role.ADMIN))
                .map(admin -> promotions.ofMembership(MOST_LISTED));
    }

    Map<PromotionId, Integer> redemptions(Collection<PromotionId> ids) {
        return promotions.uses(ids).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().paid()));
    }

    /** What a code makes of the price of an offer, for somebody; nothing is held for them by that. */
    public PromotionUse look(UserId user, String code, Offer offer, Money price) {
        return promotions
                .byCode(Promotion.spelled(code))
                .map(promotion -> use(user, promotion, offer, price))
                .orElseGet(PromotionUse.Unknown::new);
    }

    /** The same in the caller's transaction: until its end nobody else takes the last use. */
    @Transactional(propagation = Propagation.MANDATORY)
    public PromotionUse take(UserId user, String code, Offer offer, Money price) {
        return promotions
                .lock(Promotion.spelled(code))
                .map(promotion -> use(user, promotion, offer, price))
                .orElseGet(PromotionUse.Unknown::new);
    }

    private PromotionUse use(UserId user, Promotion promotion, Offer offer, Money price) {
        CourseId course = OfferService.courseOf(offer).orElse(null);
        Promotions.Wish wish = new Promotions.Wish(user, offer.id(), course == null);
        return new Use(
                        course,
                        price,
                        promotions.isUsedBy(promotion.id(), wish),
                        promotions.usesBut(promotion.id(), wish),
                        clock.instant())
                .of(promotion);
    }
}
