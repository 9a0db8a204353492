package io.aula.identity.account.signup;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.UniqueKey;
import io.aula.identity.account.signin.BusyException;
import io.aula.identity.account.signin.Newcomers;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import io.aula.identity.account.signin.PreparedPassword;
import io.aula.identity.account.signin.PreparedPassword.Fault;
import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Origin;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import io.aula.identity.account.visit.Destination;
import io.aula.platform.hash.Sha256;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns strangers into people, by mail. */
@Service
public class SignUpService implements Newcomers {
    /** How long after its link a sign-up is remembered, for another mail. */
    private static final Duration AFTERLIFE = Duration.ofDays(7);

    private final SignUps signUps;
    private final AccountService accounts;
    private final Passwords passwords;
    private final PasswordHashes hashes;
    private final SignUpMail mail;
    private final Throttle throttle;
    private final IdentityProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignUpService(
            SignUps signUps,
            AccountService accounts,
            Passwords passwords,
            PasswordHashes hashes,
            SignUpMail mail,
            Throttle throttle,
            IdentityProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.signUps = signUps;
        this.accounts = accounts;
        this.passwords = passwords;
        this.hashes = hashes;
        this.mail = mail;
        this.throttle = throttle;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Sends a link, or tells the owner of a known address that it is known. The caller cannot see which: both hash a
     * password, both write a row and both send one mail.
     *
     * @param form without faults
     * @throws BusyException when too many passwords are being hashed
     */
    public SignUpOutcome request(
            SignUpForm form, Optional<Destination> destination, Locale locale, Origin.Network network) {
        Optional<Duration> wait = wait("sign-up", network);
        if (wait.isPresent()) {
            return new SignUpOutcome.Throttled(wait.get());
        }
        String password = PreparedPassword.of(form.password()).orElseThrow().value();
        return send(
                new SignUp(form.email(), form.displayName(), locale.getLanguage(), hashes.hash(password), destination),
                network);
    }

    /** The same mail once more, with a link of its own. */
    public SignUpOutcome again(String reference, Locale locale, Origin.Network network) {
        Optional<Duration> wait = wait("sign-up again", network);
        if (wait.isPresent()) {
            return new SignUpOutcome.Throttled(wait.get());
        }
        Optional<SignUp> found = signUps.find(HexFormat.of().parseHex(reference));
        return found.map(old -> send(
                        new SignUp(
                                old.email(),
                                old.displayName(),
                                locale.getLanguage(),
                                old.passwordHash(),
                                old.destination()),
                        network))
                .orElseGet(SignUpOutcome.Forgotten::new);
    }

    /** Before any work: hashes and mails are what a stranger could make us spend. */
    private Optional<Duration> wait(String act, Origin.Network network) {
        return throttle.wait(List.of(new Bucket("\n" + act + "\n" + network.key(), Limit.SIGN_UPS)));
    }

    @Override
    public List<Newcomer> newest(EmailAddress address, int atMost) {
        return signUps.newest(address, atMost);
    }

    /** True while the link would work; following it changes nothing, since mail scanners follow links too. */
    public boolean isLive(String token) {
        return signUps.isLive(Sha256.of(token), clock.instant());
    }

    /** What the link is of, whether it is good or not. */
    Optional<SignUp> pending(String token) {
        return signUps.find(Sha256.of(token));
    }

    /** By which a browser knows a sign-up that it began. */
    static String reference(String token) {
        return HexFormat.of().formatHex(Sha256.of(token));
    }

    /**
     * Makes the account: once, however many ask with this link or another of the same address.
     *
     * @param chosen takes the place of the password that the sign-up came with, where somebody else may have typed that: who reads the
     *     mails of an address and chooses a password is its owner
     * @throws BusyException when too many passwords are being hashed
     */
    ConfirmationOutcome confirm(String token, Optional<String> chosen) {
        Optional<Fault> fault = chosen.flatMap(PreparedPassword::fault);
        if (fault.isPresent()) {
            return new ConfirmationOutcome.Unsuitable(fault.get());
        }
        if (!isLive(token)) {
            return new ConfirmationOutcome.Stale();
        }
        Optional<String> hash = chosen.flatMap(PreparedPassword::of)
                .map(PreparedPassword::value)
                .map(hashes::hash);
        try {
            return Objects.requireNonNull(transaction.execute(status -> claim(Sha256.of(token), hash)));
        } catch (DuplicateKeyException lostRace) {
            if (UniqueKey.EMAIL.isViolatedBy(lostRace)) {
                return new ConfirmationOutcome.Stale();
            }
            throw lostRace;
        }
    }

    /** What is wrong with a link that is not live. */
    public ConfirmationOutcome whyNot(String token) {
        byte[] hash = Sha256.of(token);
        return signUps.find(hash).isPresent()
                ? new ConfirmationOutcome.Expired(HexFormat.of().formatHex(hash))
                : new ConfirmationOutcome.Stale();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void forgetExpired() {
        signUps.deleteExpiredBefore(clock.instant().minus(AFTERLIFE));
    }

    private SignUpOutcome send(SignUp signUp, Origin.Network network) {
        // The network first: what one asks for an address that is not its own leaves the mailbox free for others.
        String mailbox = "\nnewcomer\n" + signUp.email();
        if (throttle.wait(List.of(
                        new Bucket(mailbox + "\n" + network.key(), Limit.NEWCOMER), new Bucket(mailbox, Limit.MAILBOX)))
                .isPresent()) {
            return new SignUpOutcome.Later();
        }
        Instant now = clock.instant();
        String token = newToken();
        byte[] hash = Sha256.of(token);
        signUps.insert(hash, signUp, now, now.plus(properties.signUpLinkLifetime()));
        Locale locale = Locale.of(signUp.locale());
        if (!accounts.byEmail(signUp.email()).isEmpty()) {
            mail.sendAlreadyHere(signUp.email(), locale);
        } else {
            mail.sendLink(signUp.email(), token, locale);
        }
        return new SignUpOutcome.Sent(HexFormat.of().formatHex(hash));
    }

    private ConfirmationOutcome claim(byte[] hash, Optional<String> chosen) {
        signUps.find(hash).map(SignUp::email).ifPresent(signUps::lock);
        Optional<SignUp> claimed = signUps.claim(hash, clock.instant());
        if (claimed.isEmpty() || !accounts.byEmail(claimed.get().email()).isEmpty()) {
            return new ConfirmationOutcome.Stale();
        }
        SignUp signUp = claimed.get();
        Account account = accounts.register(
                NewAccount.learner(signUp.displayName(), signUp.email().value(), signUp.locale()));
        passwords.set(account.id(), chosen.orElse(signUp.passwordHash()));
        signUps.deleteFor(signUp.email());
        return new ConfirmationOutcome.Confirmed(account, signUp.destination());
    }

    private String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
