package io.aula.identity.account.letter;

import io.aula.identity.account.EmailAddress;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail that shall be written.
 *
 * @param person whom it is for; empty for whoever has the address
 * @param address where it goes; empty for the person's own
 * @param locale language tag; empty for the person's own
 * @param words of its sentences, in their order
 * @param link path of ours to which its button leads
 */
record WaitingLetter(
        String id,
        LetterKind kind,
        Optional<UserId> person,
        Optional<EmailAddress> address,
        Optional<String> locale,
        List<String> words,
        Optional<String> link,
        int attempts,
        Instant createdAt) {
    WaitingLetter {
        words = List.copyOf(words);
    }
}
