package io.aula.identity.commerce.promotion;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.SaleCurrency;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.OfferId;
import io.aula.platform.id.PromotionId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes codes. */
@Repository
class Promotions {
    private static final String SELECT =
            "select p.*, (select array_agg(course_id) from promotion_course c where c.promotion_id = p.id) as courses from promotion p ";

    private final DSLContext sql;

    Promotions(DSLContext sql) {
        this.sql = sql;
    }

    /** @return false where one that goes on has the same code */
    boolean insert(Promotion promotion) {
        Promotion.Off off = promotion.off();
        Integer percent = off instanceof Promotion.Off.Percent(int of) ? of : null;
        Money amount = off instanceof Promotion.Off.Amount(Money money) ? money : null;
        int inserted = sql.execute(
                """
                insert into promotion (id, code, percent_off, amount_off, currency, of_membership, max_redemptions, expires_at, created_by, created_at)
                  values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?::timestamptz) on conflict (code) where ended_at is null do nothing
                """,
                promotion.id().text(),
                promotion.code(),
                percent,
                amount == null ? null : amount.amount(),
                amount == null ? null : amount.currency().name(),
                promotion.isOfMembership(),
                promotion.maxRedemptions(),
                at(promotion.expiresAt()),
                promotion.createdBy().text(),
                at(promotion.createdAt()));
        if (inserted == 1) {
            sql.execute(
                    "insert into promotion_course (promotion_id, course_id) select ?, unnest(?::text[])",
                    promotion.id().text(),
                    promotion.courses().stream().map(CourseId::text).toArray(String[]::new));
        }
        return inserted == 1;
    }

    /** One whose day has passed gives its code free. */
    void endExpired(String code, Instant now) {
        sql.execute(
                "update promotion set ended_at = expires_at where code = ? and ended_at is null and expires_at <= ?::timestamptz",
                code,
                at(now));
    }

    void end(PromotionId id, Instant now) {
        sql.execute(
                "update promotion set ended_at = ?::timestamptz where id = ? and ended_at is null", at(now), id.text());
    }

    Optional<Promotion> byId(PromotionId id) {
        return sql.fetchOptional(SELECT + "where id = ?", id.text()).map(Promotions::promotion);
    }

    /** The one that goes on, else the last that had this code. */
    Optional<Promotion> byCode(String code) {
        return sql.fetchOptional(
                        SELECT + "where code = ? order by ended_at is null desc, created_at desc limit 1", code)
                .map(Promotions::promotion);
    }

    /** Held until the end of the transaction, so that two do not take the last use. */
    Optional<Promotion> lock(String code) {
        sql.fetch("select id from promotion where code = ? and ended_at is null for update", code);
        return byCode(code);
    }

    /** Of each course the newest first. */
    Map<CourseId, List<Promotion>> ofCourses(Collection<CourseId> courses, int most) {
        Map<PromotionId, Promotion> found = sql
                .fetch(
                        SELECT
                                + "where exists (select 1 from promotion_course c where c.promotion_id = p.id and c.course_id = any(?::text[]))"
                                + " order by created_at desc limit ?",
                        courses.stream().map(CourseId::text).toArray(String[]::new),
                        most * courses.size())
                .stream()
                .map(Promotions::promotion)
                .collect(Collectors.toMap(Promotion::id, each -> each, (a, b) -> a, LinkedHashMap::new));
        return courses.stream()
                .distinct()
                .collect(Collectors.toMap(
                        course -> course,
                        course -> found.values().stream()
                                .filter(each -> each.courses().contains(course))
                                .limit(most)
                                .toList()));
    }

    /** The newest first. */
    List<Promotion> ofMembership(int most) {
        return sql.fetch(SELECT + "where of_membership order by created_at desc limit ?", most)
                .map(Promotions::promotion);
    }

    /** @param paid how often somebody bought with it; {@code held} by pages at which they still may */
    record Uses(int paid, int held) {
        static final Uses NONE = new Uses(0, 0);
    }

    Map<PromotionId, Uses> uses(Collection<PromotionId> ids) {
        return sql.fetch(
                        "select promotion_id, count(*) filter (where status = 'PAID') as paid, count(*) filter (where status in"
                                + " ('OPEN', 'PROCESSING')) as held from checkout where promotion_id = any(?::text[]) group by 1",
                        (Object) ids.stream().map(PromotionId::text).toArray(String[]::new))
                .intoMap(
                        row -> new PromotionId(row.get(0, String.class)),
                        row -> new Uses(row.get("paid", Integer.class), row.get("held", Integer.class)));
    }

    /** What somebody wants to buy: their open page for the same is the same wish, and no use of its own. */
    record Wish(UserId user, OfferId offerId, boolean isOfMembership) {}

    private static final String OTHER_WISH =
            "not (status in ('OPEN', 'PROCESSING') and user_id = ? and (offer_id = ? or course_id is null and ?::boolean))";

    int usesBut(PromotionId id, Wish wish) {
        return Objects.requireNonNull(sql.fetchOne(
                        "select count(*) from checkout where promotion_id = ? and status in ('OPEN', 'PROCESSING', 'PAID') and "
                                + OTHER_WISH,
                        id.text(),
                        wish.user().text(),
                        wish.offerId().text(),
                        wish.isOfMembership()))
                .get(0, Integer.class);
    }

    /** Bought with it, or about to buy something else with it. */
    boolean isUsedBy(PromotionId id, Wish wish) {
        return sql.fetchOptional(
                        "select id from checkout where promotion_id = ? and user_id = ? and status in ('OPEN', 'PROCESSING', 'PAID') and "
                                + OTHER_WISH + " limit 1",
                        id.text(),
                        wish.user().text(),
                        wish.user().text(),
                        wish.offerId().text(),
                        wish.isOfMembership())
                .isPresent();
    }

    Optional<String> coupon(PromotionId id) {
        return sql.fetchOptional(
                        "select stripe_coupon_id from promotion where id = ? and stripe_coupon_id is not null",
                        id.text())
                .map(row -> row.get(0, String.class));
    }

    int attempt(PromotionId id) {
        return Objects.requireNonNull(sql.fetchOne("select stripe_attempt from promotion where id = ?", id.text()))
                .get(0, Integer.class);
    }

    void setCoupon(PromotionId id, String coupon) {
        sql.execute("update promotion set stripe_coupon_id = ? where id = ?", coupon, id.text());
    }

    /** Whoever comes second finds that it is forgotten already, and forgets no newer one. */
    void forgetCoupon(PromotionId id, String coupon) {
        sql.execute(
                "update promotion set stripe_coupon_id = null, stripe_attempt = stripe_attempt + 1 where id = ? and stripe_coupon_id = ?",
                id.text(),
                coupon);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant moment(Record row, String column) {
        OffsetDateTime found = row.get(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }

    private static Promotion promotion(Record row) {
        Integer percent = row.get("percent_off", Integer.class);
        String[] courses = row.get("courses", String[].class);
        return new Promotion(
                new PromotionId(row.get("id", String.class)),
                row.get("code", String.class),
                percent == null
                        ? new Promotion.Off.Amount(new Money(
                                row.get("amount_off", Long.class),
                                SaleCurrency.valueOf(row.get("currency", String.class))))
                        : new Promotion.Off.Percent(percent),
                courses == null
                        ? Set.of()
                        : Stream.of(courses).map(CourseId::new).collect(Collectors.toSet()),
                row.get("max_redemptions", Integer.class),
                moment(row, "expires_at"),
                moment(row, "ended_at"),
                new UserId(row.get("created_by", String.class)),
                Objects.requireNonNull(moment(row, "created_at")));
    }
}
