package io.aula.identity.account.letter;

import io.aula.identity.account.EmailAddress;
import io.aula.platform.hash.Sha256;
import io.aula.platform.id.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Rows of {@code mail_link}: links that open one thing, once, for a bounded time. */
@Repository
public class MailLinks {
    /** A link is remembered so long, to say that it was used or has run out. */
    private static final Duration AFTERLIFE = Duration.ofDays(7);

    private final DSLContext sql;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    MailLinks(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What a link opens. */
    public enum Purpose {
        PASSWORD(Duration.ofHours(1)),
        EMAIL(Duration.ofHours(1)),
        /** Puts back the address to which it was sent, when somebody else replaced it. Lives until a mailbox is looked into again. */
        EMAIL_BACK(Duration.ofDays(7)),
        /** Stops such mails, however often it is opened. An old mail stops them too. */
        MAIL_STOP(Duration.ofDays(365));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        Duration life() {
            return life;
        }
    }

    /** Whose link it is, and the address it was sent to. */
    public record Opened(UserId person, EmailAddress address) {}

    /** Why a link opens nothing. */
    public enum Refusal {
        EXPIRED,
        USED,
        UNKNOWN
    }

    /** The secret of a new link. */
    String draw(Purpose purpose, UserId person, EmailAddress address) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        sql.execute(
                """
                insert into mail_link (token_hash, purpose, user_id, address, created_at, expires_at)
                values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz)
                """,
                Sha256.of(token),
                purpose.name(),
                person.text(),
                address.value(),
                at(now),
                at(now.plus(purpose.life())));
        return token;
    }

    /** Whom it would open something for; looking changes nothing, since mail scanners look too. */
    public Optional<Opened> look(Purpose purpose, String token) {
        return sql.resultQuery("""
                        select user_id, address from mail_link where token_hash = ? and purpose = ? and used_at is null
                          and expires_at > ?::timestamptz
                        """, Sha256.of(token), purpose.name(), at(clock.instant()))
                .fetchOptional(row ->
                        new Opened(new UserId(row.get(0, String.class)), new EmailAddress(row.get(1, String.class))));
    }

    /** Opens it: of several that come at once, one. */
    public Optional<Opened> use(Purpose purpose, String token) {
        Instant now = clock.instant();
        return sql.resultQuery("""
                        update mail_link set used_at = ?::timestamptz where token_hash = ? and purpose = ? and used_at is null
                          and expires_at > ?::timestamptz returning user_id, address
                        """, at(now), Sha256.of(token), purpose.name(), at(now))
                .fetchOptional(row ->
                        new Opened(new UserId(row.get(0, String.class)), new EmailAddress(row.get(1, String.class))));
    }

    public Refusal whyNot(Purpose purpose, String token) {
        return sql.resultQuery(
                        "select used_at is not null from mail_link where token_hash = ? and purpose = ?",
                        Sha256.of(token),
                        purpose.name())
                .fetchOptionalInto(Boolean.class)
                .map(used -> used ? Refusal.USED : Refusal.EXPIRED)
                .orElse(Refusal.UNKNOWN);
    }

    /**
     * Shuts what a person has not opened yet, takes back what waits to be written with such a link, and forgets the wish for another
     * address: a new address or password makes the old mails worthless. What brings an address back stays, or whoever took the account
     * would shut it by the next change.
     */
    public void shut(UserId person) {
        sql.execute(
                "update mail_link set used_at = ?::timestamptz where user_id = ? and used_at is null and purpose in ('PASSWORD', 'EMAIL')",
                at(clock.instant()),
                person.text());
        sql.execute("""
                update letter set done_at = ?::timestamptz where done_at is null
                  and (kind = 'EMAIL_CONFIRM' and user_id = ?
                    or kind = 'RESET' and lower(address) = (select lower(email) from app_user where id = ?))
                """, at(clock.instant()), person.text(), person.text());
        sql.execute("delete from email_change where user_id = ?", person.text());
    }

    /** Shuts what would bring back an address that came after this link's: whoever took the account has its mailbox. */
    public void shutLaterThan(UserId person, String token) {
        sql.execute("""
                update mail_link set used_at = ?::timestamptz where user_id = ? and purpose = 'EMAIL_BACK' and used_at is null
                  and created_at > (select created_at from mail_link where token_hash = ?)
                """, at(clock.instant()), person.text(), Sha256.of(token));
        sql.execute(
                "update letter set done_at = ?::timestamptz where done_at is null and kind = 'EMAIL_LOST' and user_id = ?",
                at(clock.instant()),
                person.text());
    }

    /** Until when the person's address can be put back by whoever reads the mailbox that it replaced. */
    public Optional<Instant> addressCanComeBackUntil(UserId person) {
        return sql.resultQuery("""
                        select max(expires_at) from mail_link where user_id = ? and purpose = 'EMAIL_BACK' and used_at is null
                          and expires_at > ?::timestamptz
                        """, person.text(), at(clock.instant()))
                .fetchOptionalInto(OffsetDateTime.class)
                .map(OffsetDateTime::toInstant);
    }

    /** Shuts those of one purpose. */
    public void shut(UserId person, Purpose purpose) {
        sql.execute(
                "update mail_link set used_at = ?::timestamptz where user_id = ? and purpose = ? and used_at is null",
                at(clock.instant()),
                person.text(),
                purpose.name());
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT12M")
    void forgetOld() {
        sql.execute(
                "delete from mail_link where expires_at < ?::timestamptz",
                at(clock.instant().minus(AFTERLIFE)));
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
