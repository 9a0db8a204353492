package io.aula.social.forum;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.aula.platform.page.Cursor;
import java.time.Instant;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * Where a thread stands in a list. Both keys of the order by activity are in one number, as a cursor has one: the pin is the bit
 * above every moment until the year 37,000.
 */
final class Place {
    private static final long PINNED = 1L << 50;

    private Place() {}

    static Sort order(ThreadSort sort) {
        return switch (sort) {
            case ACTIVE -> Sort.by(Sort.Direction.DESC, "pin", "activeAt", "_id");
            case NEWEST -> Sort.by(Sort.Direction.DESC, "_id");
        };
    }

    static long key(ThreadSort sort, ForumThread thread) {
        return switch (sort) {
            case ACTIVE -> thread.activeAt().toEpochMilli() + (thread.isPinned() ? PINNED : 0);
            case NEWEST -> 0;
        };
    }

    /** What comes after the place. */
    static Criteria following(ThreadSort sort, Cursor cursor) {
        Criteria byId = where("_id").lt(cursor.id());
        return switch (sort) {
            case NEWEST -> byId;
            case ACTIVE -> {
                int pin = cursor.key() >= PINNED ? 1 : 0;
                Instant activeAt = Instant.ofEpochMilli(cursor.key() % PINNED);
                yield new Criteria()
                        .orOperator(
                                where("pin").lt(pin),
                                where("pin").is(pin).and("activeAt").lt(activeAt),
                                new Criteria()
                                        .andOperator(
                                                where("pin")
                                                        .is(pin)
                                                        .and("activeAt")
                                                        .is(activeAt),
                                                byId));
            }
        };
    }
}
