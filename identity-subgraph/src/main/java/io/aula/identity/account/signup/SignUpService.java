package io.aula.identity.account.signup;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.SignInService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Turns strangers into people, by mail. */
@Service
public class SignUpService {
    /** Mails one address may get in an hour, so that the form is no weapon. */
    private static final int MAILS_PER_HOUR = 5;

    private final SignUps signUps;
    private final AccountService accounts;
    private final SignInService signIns;
    private final PasswordHashes hashes;
    private final SignUpMail mail;
    private final IdentityProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignUpService(
            SignUps signUps,
            AccountService accounts,
            SignInService signIns,
            PasswordHashes hashes,
            SignUpMail mail,
            IdentityProperties properties,
            Clock clock) {
        this.signUps = signUps;
        this.accounts = accounts;
        this.signIns = signIns;
        this.hashes = hashes;
        this.mail = mail;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Sends a link, or tells the owner of a known address that it is known. The caller cannot see which: both hash a
     * password, both write a row and both send one mail.
     */
    public void request(SignUpForm form, Locale locale) {
        Instant now = clock.instant();
        String passwordHash = hashes.hash(form.password());
        if (signUps.countFor(form.email(), now.minus(Duration.ofHours(1))) >= MAILS_PER_HOUR) {
            return;
        }
        String token = newToken();
        SignUp signUp = new SignUp(form.email(), form.displayName(), locale.getLanguage(), passwordHash);
        signUps.insert(hash(token), signUp, now.plus(properties.signUpLinkLifetime()));
        Optional<Account> owner = accounts.byEmail(form.email());
        if (owner.isPresent()) {
            mail.sendAlreadyHere(form.email(), owner.get().displayName(), locale);
            return;
        }
        mail.sendLink(form.email(), form.displayName(), token, locale);
    }

    /** True while the link would work; following it changes nothing, since mail scanners follow links too. */
    public boolean isLive(String token) {
        return signUps.live(hash(token), clock.instant()).isPresent();
    }

    @Transactional
    public ConfirmationOutcome confirm(String token) {
        Optional<SignUp> found = signUps.live(hash(token), clock.instant());
        if (found.isEmpty() || accounts.byEmail(found.get().email()).isPresent()) {
            return new ConfirmationOutcome.Stale();
        }
        SignUp signUp = found.get();
        Account account = accounts.register(NewAccount.learner(signUp.displayName(), signUp.email(), signUp.locale()));
        signIns.setPasswordHash(account.id(), signUp.passwordHash());
        signUps.deleteFor(signUp.email());
        return new ConfirmationOutcome.Confirmed(account);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void forgetExpired() {
        signUps.deleteExpired(clock.instant());
    }

    private String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
