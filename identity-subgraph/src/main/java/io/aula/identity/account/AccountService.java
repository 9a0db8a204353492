package io.aula.identity.account;

import io.aula.identity.audit.AuditTrail;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Reading and changing people. */
@Service
public class AccountService {
    private static final int HANDLE_ATTEMPTS = 8;
    /** As long as courses keeps a picture that nobody shows. */
    private static final Duration PHOTO_MAY_TAKE = Duration.ofDays(1);

    private static final int MOST_GIVEN_UP = 100;

    private final Accounts accounts;
    private final ReadyPhotos readyPhotos;
    private final ReleasedHandles releasedHandles;
    private final AccountEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    AccountService(
            Accounts accounts,
            ReadyPhotos readyPhotos,
            ReleasedHandles releasedHandles,
            AccountEvents events,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.readyPhotos = readyPhotos;
        this.releasedHandles = releasedHandles;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<Account> byId(UserId id) {
        return accounts.byIds(List.of(id)).stream().findFirst();
    }

    public Map<UserId, Account> byIds(Collection<UserId> ids) {
        Map<UserId, Account> found = new HashMap<>();
        accounts.byIds(ids).forEach(account -> found.put(account.id(), account));
        return found;
    }

    /** The caller as they are now: nobody when the account was closed, or signed out everywhere, since the token was made. */
    public Optional<Account> live(Caller caller) {
        return byId(caller.user()).filter(account -> account.active() && account.tokenEpoch() == caller.epoch());
    }

    Optional<Account> find(PersonKey key) {
        return Optional.ofNullable(find(List.of(key)).get(key));
    }

    /** One statement for each kind of key, however many people are asked for; who is not there is not in the answer. */
    Map<PersonKey, Account> find(Collection<PersonKey> keys) {
        List<UserId> ids =
                kind(keys, PersonKey.ById.class).map(PersonKey.ById::id).toList();
        List<String> handles = kind(keys, PersonKey.ByHandle.class)
                .map(PersonKey.ByHandle::handle)
                .toList();
        Map<PersonKey, Account> found = new HashMap<>();
        if (!ids.isEmpty()) {
            accounts.byIds(ids).forEach(account -> found.put(new PersonKey.ById(account.id()), account));
        }
        if (!handles.isEmpty()) {
            accounts.byHandles(handles)
                    .forEach(account -> found.put(new PersonKey.ByHandle(account.handle()), account));
        }
        return found;
    }

    private static <K extends PersonKey> Stream<K> kind(Collection<PersonKey> keys, Class<K> kind) {
        return keys.stream().filter(kind::isInstance).map(kind::cast).distinct();
    }

    /**
     * Who has this address. Before addresses had one form a person could have an account for each way to type theirs; all of
     * them are here, and at sign-in the password tells which is meant.
     */
    public List<Account> byEmail(EmailAddress address) {
        return accounts.byEmail(address);
    }

    AccountSearch.Outcome search(Caller caller, AccountSearch search, Slice slice) {
        return caller.isStaff()
                ? new AccountSearch.Outcome.Found(search, slice, accounts.search(search, slice))
                : new AccountSearch.Outcome.OnlyForStaff();
    }

    int count(AccountSearch search) {
        return accounts.count(search);
    }

    /** Makes the person whose address was just confirmed. The caller has checked that the address is free. */
    @Transactional
    public Account register(NewAccount wanted) {
        String base = wanted.handle() == null ? Handles.from(wanted.displayName()) : wanted.handle();
        String handle = base;
        for (int attempt = 0; attempt < HANDLE_ATTEMPTS; attempt++) {
            Account account = draft(wanted, handle);
            if (!releasedHandles.isHeld(handle) && accounts.insert(account)) {
                events.registered(account);
                audit.record(account.id(), "account.registered", account.id().text());
                return account;
            }
            handle = Handles.numbered(base, ThreadLocalRandom.current());
        }
        throw new IllegalStateException("No free handle near " + base);
    }

    /**
     * Opens or closes somebody's account; a closed one signs in nowhere and renews no token. False when it stood so already, and for
     * unknown ids.
     */
    @Transactional
    public boolean setActive(UserId id, boolean active) {
        boolean isChanged = accounts.setActive(id, active);
        if (isChanged) {
            byId(id).ifPresent(events::updated);
        }
        return isChanged;
    }

    /**
     * Closes one's own account for good: nobody signs in to it, and staff cannot open it again.
     *
     * @return the person as they were; empty when they are gone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Account> close(UserId id) {
        Optional<Account> person = accounts.lock(id);
        accounts.close(id);
        return person;
    }

    /** Held until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Account> lock(UserId id) {
        return accounts.lock(id);
    }

    /** Whether somebody else with this role can act; holds all who could. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isAnotherActive(UserId person, Role role) {
        return accounts.isAnotherActive(person, role);
    }

    /** Tells the other services, again as often as it takes, that somebody is gone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellErased(UserId id) {
        events.deleted(id, accounts.versionOfErased(id).orElseThrow());
    }

    /** What tokens say of this person is old from here on; those of money and staff are refused at once. */
    @Transactional
    public void signOutEverywhere(UserId id) {
        accounts.nextEpoch(id);
    }

    /** An address whose owner has just said yes. The caller has checked that nobody has it. */
    @Transactional
    public void setEmail(UserId id, EmailAddress address) {
        accounts.setEmail(id, address, clock.instant());
    }

    @Transactional
    ProfileOutcome updateProfile(UserId id, ProfileChange change) {
        Optional<ProfileOutcome.Invalid> refusal = ProfileRules.refuse(change);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (change.handle() instanceof Given.Value<String>(String handle) && handle != null && isTaken(handle, id)) {
            return new ProfileOutcome.HandleTaken(handle);
        }
        if (change.avatarUploadId() instanceof Given.Value<String>(String upload)
                && upload != null
                && readyPhotos.isOfAnother(upload, id)) {
            return new ProfileOutcome.Invalid("avatarUploadId", "profile.photo.unknown");
        }
        return change(id, account -> apply(account, change));
    }

    @Transactional
    ProfileOutcome becomeInstructor(UserId id) {
        audit.record(id, "account.became-instructor", id.text());
        return change(id, account -> withRoles(account, plus(account.roles(), Role.INSTRUCTOR)));
    }

    /** Checks the admin live: a token may be older than the loss of the role. */
    @Transactional
    ProfileOutcome setRoles(Caller caller, UserId id, Set<Role> roles) {
        if (live(caller).filter(admin -> admin.has(Role.ADMIN)).isEmpty()) {
            return new ProfileOutcome.NoLongerAdmin();
        }
        if (caller.user().equals(id) && !roles.contains(Role.ADMIN)) {
            return new ProfileOutcome.Invalid("roles", "roles.ownAdmin");
        }
        audit.record(caller.user(), "account.roles-set", id.text(), roles.toString());
        return change(id, account -> withRoles(account, plus(roles, Role.LEARNER)));
    }

    /** Asked in this order: one that is given up between the two questions is held by then. */
    private boolean isTaken(String handle, UserId byOther) {
        return find(new PersonKey.ByHandle(handle))
                        .filter(owner -> !owner.id().equals(byOther))
                        .isPresent()
                || releasedHandles.isHeld(handle, byOther);
    }

    private ProfileOutcome change(UserId id, UnaryOperator<Account> next) {
        Optional<Account> found = accounts.lock(id);
        if (found.isEmpty()) {
            return new ProfileOutcome.NoSuchAccount(id.text());
        }
        Account changed = next.apply(found.get());
        if (changed.equals(found.get())) {
            return new ProfileOutcome.Changed(changed);
        }
        Account versioned = withVersion(changed, changed.photos(), found.get().version() + 1);
        try {
            accounts.update(versioned, clock.instant());
        } catch (DuplicateKeyException lostRace) {
            if (!UniqueKey.HANDLE.isViolatedBy(lostRace)) {
                throw lostRace;
            }
            TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
            return new ProfileOutcome.HandleTaken(versioned.handle());
        }
        if (!versioned.handle().equals(found.get().handle())) {
            releasedHandles.remove(versioned.handle());
            releasedHandles.add(found.get().handle(), id);
        }
        events.updated(versioned);
        return new ProfileOutcome.Changed(versioned);
    }

    private Account draft(NewAccount wanted, String handle) {
        UserId id = wanted.id() == null ? UserId.next() : wanted.id();
        return new Account(
                id,
                handle,
                wanted.displayName(),
                wanted.email(),
                true,
                wanted.locale(),
                wanted.headline(),
                Map.of(),
                List.of(),
                Photos.NONE,
                plus(wanted.roles(), Role.LEARNER),
                true,
                0,
                1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** {@code change} has passed {@link ProfileRules}: null stands only where it clears. */
    private Account apply(Account a, ProfileChange change) {
        String locale = Objects.requireNonNull(change.locale().or(a.locale()));
        Map<String, String> bio = new HashMap<>(a.bio());
        change.bio().ifGiven(text -> {
            if (text == null) {
                bio.remove(locale);
            } else {
                bio.put(locale, text);
            }
        });
        List<ProfileLink> links = change.links().or(a.links());
        return new Account(
                a.id(),
                Objects.requireNonNull(change.handle().or(a.handle())),
                Objects.requireNonNull(change.displayName().or(a.displayName())),
                a.email(),
                a.emailVerified(),
                locale,
                change.headline().or(a.headline()),
                bio,
                links == null ? List.of() : links,
                photos(a, change.avatarUploadId()),
                a.roles(),
                a.active(),
                a.tokenEpoch(),
                a.version(),
                a.joinedAt());
    }

    private static Account withRoles(Account a, Set<Role> roles) {
        return new Account(
                a.id(),
                a.handle(),
                a.displayName(),
                a.email(),
                a.emailVerified(),
                a.locale(),
                a.headline(),
                a.bio(),
                a.links(),
                a.photos(),
                roles,
                a.active(),
                a.tokenEpoch(),
                a.version(),
                a.joinedAt());
    }

    /** A photo that is ready is shown at once, another when courses says that it is. */
    private Photos photos(Account a, Given<String> uploadId) {
        if (!(uploadId instanceof Given.Value<String>(String chosen))) {
            return a.photos();
        }
        if (chosen == null) {
            return Photos.NONE;
        }
        Photo shown = a.photos().shown();
        if (shown != null && shown.uploadId().equals(chosen)) {
            return new Photos(null, shown);
        }
        return readyPhotos
                .find(chosen, a.id())
                .map(photo -> new Photos(null, photo))
                .orElseGet(() -> new Photos(chosen, shown));
    }

    /** Courses says that a photo can be shown: it is, if its owner chose it, and otherwise waits for that. Nobody else waits for it. */
    @Transactional
    void photoIsReady(UserId owner, Photo photo) {
        accounts.waitingFor(photo.uploadId()).stream()
                .filter(other -> !other.equals(owner))
                .forEach(this::waitNoLonger);
        change(owner, account -> {
            if (photo.uploadId().equals(account.photos().wanted())) {
                return withVersion(account, new Photos(null, photo), account.version());
            }
            readyPhotos.add(photo, owner);
            return account;
        });
    }

    /** For those that have not come in a day: they were somebody else's, or their uploads were given up. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT9M")
    @Transactional
    public void giveUpPhotos() {
        accounts.waitingSince(clock.instant().minus(PHOTO_MAY_TAKE), MOST_GIVEN_UP)
                .forEach(this::waitNoLonger);
    }

    private void waitNoLonger(UserId person) {
        change(
                person,
                account ->
                        withVersion(account, new Photos(null, account.photos().shown()), account.version()));
    }

    private static Account withVersion(Account a, Photos photos, long version) {
        return new Account(
                a.id(),
                a.handle(),
                a.displayName(),
                a.email(),
                a.emailVerified(),
                a.locale(),
                a.headline(),
                a.bio(),
                a.links(),
                photos,
                a.roles(),
                a.active(),
                a.tokenEpoch(),
                version,
                a.joinedAt());
    }

    private static Set<Role> plus(Set<Role> roles, Role extra) {
        EnumSet<Role> all = EnumSet.of(extra);
        all.addAll(roles);
        return all;
    }
}
