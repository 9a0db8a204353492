package io.aula.identity.account.letter;

import io.aula.identity.account.Account;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.letter.MailLinks.Purpose;
import io.aula.identity.mail.Letter;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What stands in each kind of letter, in the language of whom it is for. */
@Component
class Sentences {
    private static final List<String> PLACE = List.of("mail.fact.device", "mail.fact.network");

    private final MessageSource messages;

    Sentences(MessageSource messages) {
        this.messages = messages;
    }

    Letter of(WaitingLetter letter, Account reader, String to) {
        Locale locale = Locale.forLanguageTag(reader.locale());
        String kind = letter.kind().messages();
        return switch (letter.kind()) {
            case RESET, EMAIL_CONFIRM ->
                Letter.of(
                        kind,
                        to,
                        locale,
                        reader.displayName(),
                        Purpose.PASSWORD.life().toMinutes());
            case PASSWORD_CHANGED, SUSPENDED, RESTORED ->
                Letter.of(kind, to, locale, reader.displayName()).with("mail.fact.when", when(letter, locale));
            case EMAIL_ASKED, EMAIL_CHANGED, EMAIL_LOST ->
                Letter.of(kind, to, locale, reader.displayName())
                        .with("mail.fact.newAddress", letter.words().getFirst())
                        .with("mail.fact.when", when(letter, locale));
            case NEW_DEVICE, THEFT -> place(letter, Letter.of(kind, to, locale, reader.displayName()));
            case COMMENT_ANSWERED, STAFF_ADDED ->
                Letter.of(kind, to, locale, letter.words().toArray());
            case DIGEST -> digest(letter.words(), reader, kind, to);
            case RECEIPT, SALE, REFUND, REFUND_FAILED ->
                order(letter.words(), Letter.of(kind, to, locale, letter.words().getFirst()));
            case MEMBERSHIP_BEGUN, MEMBERSHIP_PAID ->
                Letter.of(
                        kind,
                        to,
                        locale,
                        sum(
                                Long.parseLong(letter.words().get(0)),
                                letter.words().get(1),
                                locale),
                        day(letter.words().get(2), locale));
            case MEMBERSHIP_COLLECTED, MEMBERSHIP_REFUND_FAILED ->
                Letter.of(
                        kind,
                        to,
                        locale,
                        sum(
                                Long.parseLong(letter.words().get(0)),
                                letter.words().get(1),
                                locale));
            case MEMBERSHIP_ENDED -> Letter.of(kind, to, locale);
            case MEMBERSHIP_OWING ->
                Letter.of(kind, to, locale, day(letter.words().getFirst(), locale));
            case EXPORT_READY ->
                Letter.of(
                        kind,
                        to,
                        locale,
                        reader.displayName(),
                        day(letter.words().getFirst(), locale));
            case ERASURE_ASKED, ERASURE_DONE -> Letter.of(kind, to, locale);
            case CARD_EXPIRES ->
                Letter.of(
                        kind,
                        to,
                        locale,
                        letter.words().get(0),
                        letter.words().get(1),
                        day(letter.words().get(2), locale));
        };
    }

    /** Of a kind that is sent in the place of another. */
    Letter of(String kind, Account reader, String to) {
        return Letter.of(kind, to, Locale.forLanguageTag(reader.locale()), reader.displayName());
    }

    /** To somebody of whom nothing is known any more but this. */
    Letter farewell(WaitingLetter letter, EmailAddress address) {
        return Letter.of(
                letter.kind().messages(),
                address.value(),
                Locale.forLanguageTag(letter.locale().orElse("es")));
    }

    /** Where a letter leads that names no place; empty where there is nothing to do. */
    String usualLink(LetterKind kind) {
        return switch (kind) {
            case NEW_DEVICE, THEFT -> "/account/sessions";
            case PASSWORD_CHANGED -> "/auth/forgotten";
            case EMAIL_ASKED -> "/account/security";
            case RECEIPT, REFUND, REFUND_FAILED -> "/purchases";
            case MEMBERSHIP_BEGUN,
                    MEMBERSHIP_PAID,
                    MEMBERSHIP_COLLECTED,
                    MEMBERSHIP_REFUND_FAILED,
                    MEMBERSHIP_OWING,
                    CARD_EXPIRES -> "/membership";
            case MEMBERSHIP_ENDED -> "/pricing";
            case EXPORT_READY -> "/account/privacy";
            case RESTORED -> "/session/sign-in";
            case SUSPENDED,
                    ERASURE_ASKED,
                    ERASURE_DONE,
                    EMAIL_CHANGED,
                    EMAIL_LOST,
                    RESET,
                    EMAIL_CONFIRM,
                    COMMENT_ANSWERED,
                    DIGEST,
                    STAFF_ADDED,
                    SALE -> "";
        };
    }

    private Letter place(WaitingLetter letter, Letter begun) {
        Letter told = begun;
        for (int i = 0; i < PLACE.size(); i++) {
            String known = letter.words().get(i);
            String value = Optional.of(known)
                    .filter(text -> !text.isEmpty())
                    .orElseGet(() -> messages.getMessage("mail.unknown", null, begun.locale()));
            told = told.with(PLACE.get(i), value);
        }
        return told.with("mail.fact.when", when(letter, begun.locale()));
    }

    private static Letter digest(List<String> words, Account reader, String kind, String to) {
        Locale locale = Locale.forLanguageTag(reader.locale());
        int count = words.size() / DigestItem.WORDS;
        long more = words.size() % DigestItem.WORDS == 0 ? 0 : Long.parseLong(words.getLast());
        Letter told = Letter.of(kind, to, locale, count + more, reader.displayName());
        for (int i = 0; i < count; i++) {
            DigestItem item = DigestItem.of(words.subList(i * DigestItem.WORDS, (i + 1) * DigestItem.WORDS));
            told = told.with("mail.digest.kind." + item.kind(), item.text(locale));
        }
        return more == 0 ? told : told.with("mail.digest.more", String.valueOf(more));
    }

    private static Letter order(List<String> words, Letter begun) {
        return begun.with("mail.fact.order", words.get(1))
                .with("mail.fact.sum", sum(Long.parseLong(words.get(2)), words.get(3), begun.locale()));
    }

    /** What things are sold in has two decimals. */
    private static String sum(long minorUnits, String currency, Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        format.setMinimumFractionDigits(2);
        return format.format(BigDecimal.valueOf(minorUnits, 2));
    }

    private static String day(String date, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(LocalDate.parse(date));
    }

    /** Nobody told us where they are: one zone for all, which is named. */
    private static String when(WaitingLetter letter, Locale locale) {
        Instant at = letter.createdAt();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(at.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
