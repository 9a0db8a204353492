package io.aula.identity.account;

import io.aula.identity.audit.AuditTrail;
import io.aula.platform.graphql.Given;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** Reading and changing people. */
@Service
public class AccountService {
    private static final int HANDLE_ATTEMPTS = 8;

    private final Accounts accounts;
    private final AccountEvents events;
    private final AuditTrail audit;
    private final Clock clock;

    AccountService(Accounts accounts, AccountEvents events, AuditTrail audit, Clock clock) {
        this.accounts = accounts;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    public Optional<Account> byId(UserId id) {
        return accounts.byIds(List.of(id)).stream().findFirst();
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
            if (accounts.insert(account)) {
                events.registered(account);
                audit.record(
                        account.id().text(), "account.registered", account.id().text());
                return account;
            }
            handle = Handles.numbered(base, ThreadLocalRandom.current());
        }
        throw new IllegalStateException("No free handle near " + base);
    }

    /** Opens or closes somebody's account; a closed one signs in nowhere and renews no token. Unknown ids change nothing. */
    @Transactional
    public void setActive(UserId id, boolean active) {
        accounts.setActive(id, active);
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
        return change(id, account -> apply(account, change));
    }

    @Transactional
    ProfileOutcome becomeInstructor(UserId id) {
        audit.record(id.text(), "account.became-instructor", id.text());
        return change(id, account -> withRoles(account, plus(account.roles(), Role.INSTRUCTOR)));
    }

    /** Checks the admin live: a token may be older than the loss of the role. */
    @Transactional
    ProfileOutcome setRoles(Caller caller, UserId id, Set<Role> roles) {
        boolean stillAdmin = byId(caller.user())
                .filter(admin -> admin.active() && admin.has(Role.ADMIN) && admin.tokenEpoch() == caller.epoch())
                .isPresent();
        if (!stillAdmin) {
            return new ProfileOutcome.NoLongerAdmin();
        }
        if (caller.user().equals(id) && !roles.contains(Role.ADMIN)) {
            return new ProfileOutcome.Invalid("roles", "roles.ownAdmin");
        }
        audit.record(caller.userId(), "account.roles-set", id.text(), roles.toString());
        return change(id, account -> withRoles(account, plus(roles, Role.LEARNER)));
    }

    private boolean isTaken(String handle, UserId byOther) {
        return find(new PersonKey.ByHandle(handle))
                .filter(owner -> !owner.id().equals(byOther))
                .isPresent();
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
        Account versioned = withVersion(changed, found.get().version() + 1);
        try {
            accounts.update(versioned);
        } catch (DuplicateKeyException lostRace) {
            if (!UniqueKey.HANDLE.isViolatedBy(lostRace)) {
                throw lostRace;
            }
            TransactionInterceptor.currentTransactionStatus().setRollbackOnly();
            return new ProfileOutcome.HandleTaken(versioned.handle());
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
                plus(wanted.roles(), Role.LEARNER),
                true,
                0,
                1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** {@code change} has passed {@link ProfileRules}: null stands only where it clears. */
    private static Account apply(Account a, ProfileChange change) {
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
                roles,
                a.active(),
                a.tokenEpoch(),
                a.version(),
                a.joinedAt());
    }

    private static Account withVersion(Account a, long version) {
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
