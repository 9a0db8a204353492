package io.aula.identity.commerce.offer;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.Role;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.identity.course.Course;
import io.aula.identity.course.CourseService;
import io.aula.identity.entitlement.EntitlementService;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets prices and says them. Who sets them is looked up live: a token may be older than the loss of a role. */
@Service
public class OfferService {
    static final int LONGEST_TRIAL = 90;

    private final Offers offers;
    private final CourseService courses;
    private final AccountService accounts;
    private final EntitlementService rights;
    private final AuditTrail audit;
    private final Clock clock;

    OfferService(
            Offers offers,
            CourseService courses,
            AccountService accounts,
            EntitlementService rights,
            AuditTrail audit,
            Clock clock) {
        this.offers = offers;
        this.courses = courses;
        this.accounts = accounts;
        this.rights = rights;
        this.audit = audit;
        this.clock = clock;
    }

    /** A price as it was asked for, in whatever currency. */
    record Asked(long amount, String currency) {}

    public Optional<Offer> byId(OfferId id) {
        return offers.byIds(List.of(id)).stream().findFirst();
    }

    public List<Offer> byIds(Collection<OfferId> ids) {
        return offers.byIds(ids);
    }

    /** The membership, by month and by year. */
    public List<Offer> memberships() {
        return offers.activeMemberships();
    }

    /** What each course is sold by; one that is free, at rest, or of which that is not known, is not in the answer. */
    public Map<Course, List<Offer>> of(Collection<Course> asked) {
        Map<CourseId, List<Offer>> found = offers
                .activeOf(asked.stream().map(Course::id).distinct().toList())
                .stream()
                .collect(Collectors.groupingBy(offer -> courseOf(offer).orElseThrow()));
        Map<Course, List<Offer>> answers = new HashMap<>();
        asked.stream()
                .filter(course -> Boolean.FALSE.equals(course.isFree()))
                .filter(course -> course.status() != Course.Status.ARCHIVED)
                .forEach(course -> answers.put(course, found.getOrDefault(course.id(), List.of())));
        return answers;
    }

    /** What is sold by each, as far as the caller may know of it: a draft is not there for strangers, as courses has it. */
    Map<Offer, List<Course>> covered(Collection<Offer> asked, Optional<Caller> caller) {
        Map<CourseId, Course> known = courses.byIds(asked.stream()
                .flatMap(offer -> courseOf(offer).stream())
                .distinct()
                .toList());
        List<Course> drafts =
                known.values().stream().filter(OfferService::isDraft).toList();
        Set<CourseId> hidden = caller.filter(anybody -> !drafts.isEmpty())
                .flatMap(accounts::live)
                .map(person -> hiddenFrom(person, drafts))
                .orElseGet(() -> drafts.stream().map(Course::id).collect(Collectors.toUnmodifiableSet()));
        Map<Offer, List<Course>> answers = new HashMap<>();
        asked.forEach(offer -> answers.put(
                offer,
                courseOf(offer).stream()
                        .filter(id -> !hidden.contains(id))
                        .map(id -> known.getOrDefault(id, Course.unknown(id)))
                        .toList()));
        return answers;
    }

    private static boolean isDraft(Course course) {
        return course.status() == Course.Status.DRAFT;
    }

    /** Who bought it goes on with it when it is taken back to be worked on. */
    private Set<CourseId> hiddenFrom(Account person, List<Course> drafts) {
        List<CourseId> others = drafts.stream()
                .filter(draft -> !draft.isTaughtBy(person))
                .map(Course::id)
                .toList();
        Set<CourseId> owned = rights.owned(person.id(), others);
        return others.stream().filter(id -> !owned.contains(id)).collect(Collectors.toUnmodifiableSet());
    }

    /** Empty of the membership. */
    public static Optional<CourseId> courseOf(Offer offer) {
        return offer.terms() instanceof Offer.Terms.OneTime(CourseId course) ? Optional.of(course) : Optional.empty();
    }

    @Transactional
    OfferOutcome setCourse(Caller caller, CourseId id, List<Asked> prices, boolean active) {
        Course course = courses.byId(id).orElse(null);
        if (course == null) {
            return new OfferOutcome.NoSuchCourse(id.text());
        }
        if (accounts.live(caller).filter(course::isTaughtBy).isEmpty()) {
            return new OfferOutcome.NotTaught();
        }
        return set(caller, new Offer.Terms.OneTime(id), prices, active);
    }

    @Transactional
    OfferOutcome setMembership(Caller caller, Offer.Terms.Membership terms, List<Asked> prices, boolean active) {
        if (accounts.live(caller).filter(person -> person.has(Role.ADMIN)).isEmpty()) {
            return new OfferOutcome.NoLongerAdmin();
        }
        if (terms.trialDays() < 0 || terms.trialDays() > LONGEST_TRIAL) {
            return new OfferOutcome.TrialTooLong(LONGEST_TRIAL);
        }
        return set(caller, terms, prices, active);
    }

    private OfferOutcome set(Caller caller, Offer.Terms terms, List<Asked> asked, boolean active) {
        if (asked.isEmpty()) {
            return new OfferOutcome.NoPrice();
        }
        List<Money> prices = new ArrayList<>();
        for (Asked price : asked) {
            SaleCurrency currency = SaleCurrency.parse(price.currency()).orElse(null);
            if (currency == null) {
                return new OfferOutcome.NotSoldIn(price.currency());
            }
            if (prices.stream().anyMatch(before -> before.currency() == currency)) {
                return new OfferOutcome.TwoPricesIn(currency);
            }
            if (!currency.canCharge(price.amount())) {
                return new OfferOutcome.NotChargeable(currency);
            }
            prices.add(new Money(price.amount(), currency));
        }
        OfferId id = offers.put(terms, active, clock.instant());
        offers.dropPricesBut(id, prices);
        offers.putPrices(id, prices);
        audit.record(caller.user(), "offer.set", id.text(), words(terms, prices) + (active ? "" : ", not for sale"));
        return new OfferOutcome.Stands(new Offer(id, terms, prices, active));
    }

    private static String words(Offer.Terms terms, List<Money> prices) {
        String what = switch (terms) {
            case Offer.Terms.OneTime(CourseId course) -> course + " once";
            case Offer.Terms.Membership(Offer.Interval interval, int trialDays) ->
                "membership by " + interval.name().toLowerCase(Locale.ROOT)
                        + (trialDays == 0 ? "" : " after " + trialDays + " days");
        };
        return what + ": " + prices.stream().map(Money::words).collect(Collectors.joining(", "));
    }
}
