package io.aula.identity.account.letter;

import io.aula.identity.IdentityProperties;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.letter.MailLinks.Purpose;
import io.aula.identity.mail.Letter;
import io.aula.identity.mail.Post;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes the letters that wait, and again, ever later, where the mail server does not take them. Only a crash between mail and note
 * writes one twice.
 */
@Component
class Postman {
    private static final int MOST_AT_ONCE = 5;
    /** Longer than the mail server's deadlines allow for all of them. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    /** After about nine hours; what it was about is old by then. */
    private static final int MOST_ATTEMPTS = 15;

    private static final Duration MEMORY = Duration.ofDays(30);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    private final Letters letters;
    private final MailLinks links;
    private final AccountService accounts;
    private final Sentences sentences;
    private final Post post;
    private final IdentityProperties properties;
    private final Clock clock;

    Postman(
            Letters letters,
            MailLinks links,
            AccountService accounts,
            Sentences sentences,
            Post post,
            IdentityProperties properties,
            Clock clock) {
        this.letters = letters;
        this.links = links;
        this.accounts = accounts;
        this.sentences = sentences;
        this.post = post;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT2S")
    void write() {
        Instant now = clock.instant();
        for (WaitingLetter letter : letters.claim(now, now.plus(CLAIM), MOST_AT_ONCE)) {
            try {
                addressed(letter, now).forEach(post::deliver);
                close(letter);
            } catch (RuntimeException failure) {
                // Whatever it is: those behind it shall not wait for it.
                putOff(letter, failure);
            }
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT14M")
    void forgetOld() {
        letters.deleteDoneBefore(clock.instant().minus(MEMORY));
    }

    private void close(WaitingLetter letter) {
        if (letter.kind().isFarewell()) {
            letters.forget(letter.id());
        } else {
            letters.done(letter.id(), clock.instant());
        }
    }

    private void putOff(WaitingLetter letter, RuntimeException failure) {
        if (letter.attempts() >= MOST_ATTEMPTS) {
            LOG.error("The letter {} of kind {} is given up", letter.id(), letter.kind(), failure);
            close(letter);
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(letter.attempts() - 1, 10));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        LOG.warn("The letter {} of kind {} is written again in {}", letter.id(), letter.kind(), bounded, failure);
        letters.later(letter.id(), clock.instant().plus(bounded));
    }

    /** One for each account that is meant; none where there is nobody to write to any more. */
    private List<Letter> addressed(WaitingLetter letter, Instant now) {
        return switch (letter.kind()) {
            case RESET ->
                address(letter, now).map(accounts::byEmail).orElse(List.of()).stream()
                        .filter(Account::active)
                        .map(account -> reset(letter, account))
                        .toList();
            case EMAIL_CONFIRM ->
                person(letter, now)
                        .flatMap(account -> address(letter, now).map(address -> confirmation(letter, account, address)))
                        .stream()
                        .toList();
            case EMAIL_LOST ->
                person(letter, now)
                        .flatMap(account -> letter.address().map(address -> lost(letter, account, address)))
                        .stream()
                        .toList();
            case ERASURE_ASKED, ERASURE_DONE ->
                address(letter, now).map(address -> sentences.farewell(letter, address)).stream()
                        .toList();
            case SUSPENDED ->
                letter.person().flatMap(accounts::byId).filter(account -> isWanted(letter, account, now)).stream()
                        .map(account -> notice(letter, account))
                        .toList();
            case DIGEST ->
                person(letter, now).map(account -> stoppable(letter, account)).stream()
                        .toList();
            case PASSWORD_CHANGED,
                    EMAIL_ASKED,
                    EMAIL_CHANGED,
                    NEW_DEVICE,
                    THEFT,
                    COMMENT_ANSWERED,
                    STAFF_ADDED,
                    RECEIPT,
                    SALE,
                    REFUND,
                    REFUND_FAILED,
                    MEMBERSHIP_BEGUN,
                    MEMBERSHIP_PAID,
                    MEMBERSHIP_COLLECTED,
                    MEMBERSHIP_REFUND_FAILED,
                    MEMBERSHIP_ENDED,
                    MEMBERSHIP_OWING,
                    CARD_EXPIRES,
                    RESTORED,
                    EXPORT_READY ->
                person(letter, now).map(account -> notice(letter, account)).stream()
                        .toList();
        };
    }

    /** An address that somebody typed, unless it was to get enough of this kind already, whoever wanted that. */
    private Optional<EmailAddress> address(WaitingLetter letter, Instant now) {
        return letter.address()
                .filter(address -> letters.countBefore(letter, address, now.minus(HOUR))
                        < letter.kind().mostPerHour());
    }

    private Optional<Account> person(WaitingLetter letter, Instant now) {
        return letter.person()
                .flatMap(accounts::byId)
                .filter(Account::active)
                .filter(account -> isWanted(letter, account, now));
    }

    private boolean isWanted(WaitingLetter letter, Account account, Instant now) {
        return letters.countBefore(letter, account.id(), now.minus(HOUR))
                < letter.kind().mostPerHour();
    }

    private Letter reset(WaitingLetter letter, Account account) {
        String token = links.draw(Purpose.PASSWORD, account.id(), EmailAddress.of(account.email()));
        return sentences
                .of(letter, account, account.email())
                .leadingTo(opening("/auth/reset", token, account.locale()));
    }

    /** Whoever has the address already is told so; the person who asked learns nothing of them. */
    private Letter confirmation(WaitingLetter letter, Account account, EmailAddress address) {
        Optional<Account> owner = accounts.byEmail(address).stream().findFirst();
        if (owner.isPresent()) {
            return sentences
                    .of("emailTaken", owner.get(), address.value())
                    .leadingTo(properties.issuer() + "/session/sign-in");
        }
        String token = links.draw(Purpose.EMAIL, account.id(), address);
        return sentences
                .of(letter, account, address.value())
                .leadingTo(opening("/auth/email", token, account.locale()));
    }

    private Letter lost(WaitingLetter letter, Account account, EmailAddress address) {
        String token = links.draw(Purpose.EMAIL_BACK, account.id(), address);
        return sentences
                .of(letter, account, address.value())
                .leadingTo(opening("/auth/email-back", token, account.locale()));
    }

    private Letter notice(WaitingLetter letter, Account account) {
        String to = letter.address().map(EmailAddress::value).orElse(account.email());
        Letter told = sentences.of(letter, account, to);
        String path = letter.link().orElse(sentences.usualLink(letter.kind()));
        return path.isEmpty() ? told : told.leadingTo(properties.issuer() + path);
    }

    /** The page speaks the mail's language where nobody chose another. */
    private Letter stoppable(WaitingLetter letter, Account account) {
        String token = links.draw(Purpose.MAIL_STOP, account.id(), EmailAddress.of(account.email()));
        String page = properties.issuer() + letter.link().orElse(sentences.usualLink(letter.kind()));
        return notice(letter, account)
                .leadingTo(page + (page.contains("?") ? "&" : "?") + "lang=" + account.locale())
                .stoppedBy(opening(MailStopController.PATH, token, account.locale()));
    }

    private String opening(String page, String token, String locale) {
        return properties.issuer() + page + "?token=" + token + "&lang=" + locale;
    }
}
