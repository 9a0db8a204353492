package io.aula.identity.account.letter;

import io.aula.identity.account.EmailAddress;
import io.aula.platform.id.Ids;
import io.aula.platform.id.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Takes mails to people, in the caller's transaction; {@link Postman} writes them after it. */
@Service
public class LetterBox {
    private final Letters letters;
    private final Clock clock;

    LetterBox(Letters letters, Clock clock) {
        this.letters = letters;
        this.clock = clock;
    }

    /** To the address that a person has when it is written, in their language. */
    public void toPerson(LetterKind kind, UserId person, String... words) {
        put(kind, Optional.of(person), Optional.empty(), Optional.empty(), List.of(words), Optional.empty());
    }

    /** To another address than the one a person has then. */
    public void toAddress(LetterKind kind, UserId person, EmailAddress address, String... words) {
        put(kind, Optional.of(person), Optional.of(address), Optional.empty(), List.of(words), Optional.empty());
    }

    /** To whoever has this address. Nobody is looked up here: what the caller does takes as long for an address that nobody has. */
    public void toWhoeverHas(EmailAddress address, LetterKind kind, Locale page) {
        put(kind, Optional.empty(), Optional.of(address), Optional.of(page.getLanguage()), List.of(), Optional.empty());
    }

    /** To somebody whose account is closed, or is no more. */
    public void farewell(LetterKind kind, String address, String locale) {
        put(
                kind,
                Optional.empty(),
                Optional.of(new EmailAddress(address)),
                Optional.of(locale),
                List.of(),
                Optional.empty());
    }

    /** @param path of ours, to which the mail's button leads */
    public void toPerson(LetterKind kind, UserId person, List<String> words, String path) {
        put(kind, Optional.of(person), Optional.empty(), Optional.empty(), words, Optional.of(path));
    }

    private void put(
            LetterKind kind,
            Optional<UserId> person,
            Optional<EmailAddress> address,
            Optional<String> locale,
            List<String> words,
            Optional<String> link) {
        letters.insert(
                new WaitingLetter(Ids.next("ltr"), kind, person, address, locale, words, link, 0, clock.instant()));
    }
}
