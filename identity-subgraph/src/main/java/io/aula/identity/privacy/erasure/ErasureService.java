package io.aula.identity.privacy.erasure;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Role;
import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.account.letter.MailLinks;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.course.CourseService;
import io.aula.identity.privacy.PrivacySettings;
import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Each step is one transaction and may be done twice:
 *
 * <pre>
 * asked ── closed: no sign-in, no program, nothing paid any more ── all at rest ── erased here, the others told ── all confirmed
 *                        (until no token lives)                                       (told again until they did)
 * </pre>
 */
@Service
class ErasureService {
    /** By when it is done as a rule; a bank may take longer. */
    private static final Duration USUAL = Duration.ofDays(1);

    /** How soon it is looked again whether what is paid has ended. */
    private static final Duration REST_PAUSE = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int MOST_TITLES = 5;
    private static final Logger LOG = LoggerFactory.getLogger(ErasureService.class);

    private final Erasures erasures;
    private final List<PersonalRecords> records;
    private final AccountService accounts;
    private final CourseService courses;
    private final LetterBox letterBox;
    private final MailLinks links;
    private final AuditTrail audit;
    private final PrivacySettings settings;
    private final Clock clock;

    ErasureService(
            Erasures erasures,
            List<PersonalRecords> records,
            AccountService accounts,
            CourseService courses,
            LetterBox letterBox,
            MailLinks links,
            AuditTrail audit,
            PrivacySettings settings,
            Clock clock) {
        this.erasures = erasures;
        this.records = List.copyOf(records);
        this.accounts = accounts;
        this.courses = courses;
        this.letterBox = letterBox;
        this.links = links;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** Asked twice, or by two clicks at once, it is one wish. */
    @Transactional
    public ErasureOutcome ask(Caller caller, String typedHandle) {
        Optional<Erasure> before = erasures.of(caller.user());
        if (before.isPresent()) {
            return new ErasureOutcome.Begun(before.get());
        }
        boolean isOnlyAdministrator = isOnlyAdministrator(caller.user());
        Account person = accounts.lock(caller.user()).orElse(null);
        // Whoever came first had the row.
        before = erasures.of(caller.user());
        if (before.isPresent()) {
            return new ErasureOutcome.Begun(before.get());
        }
        if (person == null || accounts.live(caller).isEmpty()) {
            return new ErasureOutcome.NoLongerIn();
        }
        if (!tidy(typedHandle).equals(person.handle())) {
            return new ErasureOutcome.NotTheHandle();
        }
        if (isOnlyAdministrator) {
            return new ErasureOutcome.OnlyAdministrator();
        }
        Optional<Instant> newUntil = links.addressCanComeBackUntil(person.id());
        if (newUntil.isPresent()) {
            return new ErasureOutcome.AddressIsNew(newUntil.get());
        }
        List<String> open = courses.openOf(person.id());
        return open.isEmpty()
                ? new ErasureOutcome.Begun(begin(person))
                : new ErasureOutcome.CoursesAreOpen(
                        open.stream().limit(MOST_TITLES).toList());
    }

    /** Asked before the person is held: administrators are held in one order. */
    private boolean isOnlyAdministrator(UserId person) {
        return accounts.byId(person).filter(known -> known.has(Role.ADMIN)).isPresent()
                && !accounts.isAnotherActive(person, Role.ADMIN);
    }

    private static String tidy(String typed) {
        String handle = typed.strip().toLowerCase(Locale.ROOT);
        return handle.startsWith("@") ? handle.substring(1) : handle;
    }

    private Erasure begin(Account person) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Erasure erasure = new Erasure(
                person.id(),
                person.email(),
                person.locale(),
                now,
                now.plus(settings.closedBeforeErased()),
                null,
                null,
                Set.of());
        accounts.close(person.id());
        erasures.insert(erasure);
        records.forEach(each -> each.close(person.id()));
        letterBox.farewell(LetterKind.ERASURE_ASKED, person.email(), person.locale());
        audit.record(person.id(), "account.erasure-asked", person.id().text());
        return erasure;
    }

    static Instant usuallyDoneBy(Erasure erasure) {
        return erasure.askedAt().plus(USUAL);
    }

    /** Goes on with one of which nobody else is working. */
    @Transactional
    public void goOn(UserId person, int attempts) {
        Instant now = clock.instant();
        Erasure erasure = erasures.lock(person).orElseThrow();
        if (erasure.doneAt() != null) {
            return;
        }
        if (erasure.erasedAt() != null) {
            LOG.warn("{} is not erased everywhere yet: {}", person, erasure.waitingFor(true));
            accounts.tellErased(person);
            erasures.later(person, now.plus(pause(attempts)));
            return;
        }
        if (!isAtRest(person)) {
            erasures.later(person, now.plus(REST_PAUSE));
            return;
        }
        accounts.lock(person).ifPresent(account -> records.forEach(each -> each.erase(account)));
        erasures.forgetKeys(person);
        erasures.erased(person, now, now.plus(FIRST_PAUSE));
        accounts.tellErased(person);
        audit.record(null, "account.erased", person.text());
        CrashPoints.reach("erasure.before-commit");
    }

    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(attempts, 1, 7));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private boolean isAtRest(UserId person) {
        return records.stream().allMatch(each -> each.isAtRest(person));
    }

    /** A store has nothing of this person any more; told twice it is true once. Of who is there it is nothing to us. */
    @Transactional
    public void confirmed(UserId person, Erasure.Store store) {
        Optional<Erasure> known = erasures.lock(person).filter(erasure -> erasure.erasedAt() != null);
        if (known.isEmpty()) {
            LOG.warn("{} confirmed of {} what nobody asked for", store, person);
            return;
        }
        erasures.confirm(person, store, clock.instant());
        Erasure now = erasures.of(person).orElseThrow();
        if (now.doneAt() == null && now.isConfirmedByAll()) {
            if (now.address() != null) {
                letterBox.farewell(LetterKind.ERASURE_DONE, now.address(), now.locale());
            }
            erasures.done(person, clock.instant());
        }
    }

    List<Erasure.Step> waitingFor(Erasure erasure) {
        return erasure.waitingFor(erasure.erasedAt() != null || isAtRest(erasure.person()));
    }

    Connection<Erasure> page(Slice slice) {
        return Connection.of(slice, erasures.page(slice));
    }
}
