package io.aula.identity.authserver.session;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.account.letter.MailLinks;
import io.aula.identity.account.signin.BusyException;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import io.aula.identity.account.signin.PreparedPassword;
import io.aula.identity.account.signin.PreparedPassword.Fault;
import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Origin;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import io.aula.identity.audit.AuditTrail;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The password of somebody who is signed in: typed again, and replaced. */
@Service
class CredentialService {
    private final SessionService sessions;
    private final SessionRows rows;
    private final AccountService accounts;
    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final MailLinks links;
    private final LetterBox letters;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CredentialService(
            SessionService sessions,
            SessionRows rows,
            AccountService accounts,
            Passwords passwords,
            PasswordHashes hashes,
            MailLinks links,
            LetterBox letters,
            Throttle throttle,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.sessions = sessions;
        this.rows = rows;
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashes = hashes;
        this.links = links;
        this.letters = letters;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The caller, when their sign-in is one of our own pages' and still good. */
    Optional<Account> owner(Caller caller) {
        return sessions.isOwn(caller) && sessions.isLive(caller)
                ? accounts.byId(caller.user()).filter(Account::active)
                : Optional.empty();
    }

    /**
     * Tries are counted by person and network, and by person over all networks: a sign-in opens others in silence, so counted by itself it
     * would begin anew with each.
     *
     * @throws BusyException when too many passwords are being hashed; the try does not count
     */
    Proof prove(Caller caller, String password, Origin.Network network) {
        Bucket here = new Bucket("\nproof\n" + caller.userId() + "\n" + network.key(), Limit.ACCOUNT);
        Bucket anywhere = new Bucket("\nproof\n" + caller.userId(), Limit.PROOFS);
        Optional<Duration> wait = throttle.wait(List.of(here, anywhere));
        if (wait.isPresent()) {
            return new Proof.Throttled(wait.get());
        }
        boolean isRight;
        try {
            isRight = passwords.isOf(caller.user(), password);
        } catch (BusyException busy) {
            throttle.forgive(here);
            throttle.forgive(anywhere);
            throw busy;
        }
        if (!isRight || !rows.prove(caller.session(), caller.user(), clock.instant())) {
            return new Proof.Wrong();
        }
        throttle.forget(here);
        // What others tried elsewhere stays counted.
        throttle.forgive(anywhere);
        return new Proof.Right();
    }

    /**
     * Replaces the password, which ends every other sign-in and every link that a mail still holds. The caller has proved that they
     * know the old one.
     */
    Optional<Fault> choose(Caller caller, String password) {
        Optional<Fault> fault = PreparedPassword.fault(password);
        if (fault.isPresent()) {
            return fault;
        }
        String hash = hashes.hash(PreparedPassword.of(password).orElseThrow().value());
        transaction.executeWithoutResult(status -> {
            passwords.set(caller.user(), hash);
            links.shut(caller.user());
            accounts.signOutEverywhere(caller.user());
            sessions.endAllButOwn(caller);
            audit.record(caller.user(), "account.password-changed", caller.userId());
            letters.toPerson(LetterKind.PASSWORD_CHANGED, caller.user());
        });
        return Optional.empty();
    }
}
