package io.aula.identity.mail;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One mail before it is drawn. Its sentences are the messages {@code mail.KIND.subject}, {@code .heading}, {@code .text} (paragraphs
 * apart by an empty line), {@code .action} (what the button says, where there is a link) and, where there is more to say after the
 * button, {@code .note}; each is given {@code words} in their order.
 *
 * @param to an address as it is kept
 * @param facts shown as a small table, for example what was bought and for how much
 * @param link where the button leads
 * @param stop the address that stops such mails (RFC 8058); empty for those that one has to get
 */
public record Letter(
        String kind,
        String to,
        Locale locale,
        List<Object> words,
        List<Fact> facts,
        Optional<String> link,
        Optional<String> stop) {

    public Letter {
        words = List.copyOf(words);
        facts = List.copyOf(facts);
    }

    /** @param label key of the message that names the value */
    public record Fact(String label, String value) {}

    public static Letter of(String kind, String to, Locale locale, Object... words) {
        return new Letter(kind, to, locale, List.of(words), List.of(), Optional.empty(), Optional.empty());
    }

    public Letter leadingTo(String address) {
        return new Letter(kind, to, locale, words, facts, Optional.of(address), stop);
    }

    public Letter stoppedBy(String address) {
        return new Letter(kind, to, locale, words, facts, link, Optional.of(address));
    }

    public Letter with(String label, String value) {
        List<Fact> more =
                Stream.concat(facts.stream(), Stream.of(new Fact(label, value))).toList();
        return new Letter(kind, to, locale, words, more, link, stop);
    }

    @Override
    public String toString() {
        return "a letter " + kind;
    }
}
