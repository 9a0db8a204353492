package io.aula.social.comment;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.aula.platform.page.Cursor;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * The order in which a list is read. Every comment has its place in it by its own fields alone, so that what others write
 * meanwhile moves nothing.
 *
 * @param isAscending the oldest first, or the one with the fewest votes
 */
record Order(boolean isByVotes, boolean isAscending) {

    /** @param isBackward from the list's end */
    static Order of(CommentSort sort, boolean isBackward) {
        return switch (sort) {
            case TOP -> new Order(true, isBackward);
            case NEWEST -> new Order(false, isBackward);
            case OLDEST -> new Order(false, !isBackward);
        };
    }

    Sort sort() {
        Sort.Direction direction = isAscending ? Sort.Direction.ASC : Sort.Direction.DESC;
        return isByVotes ? Sort.by(direction, "upvotes", "_id") : Sort.by(direction, "_id");
    }

    /** What comes after the place. */
    Criteria following(Cursor cursor) {
        Criteria byId = beyond("_id", cursor.id());
        return isByVotes
                ? new Criteria()
                        .orOperator(
                                beyond("upvotes", cursor.key()),
                                new Criteria().andOperator(where("upvotes").is(cursor.key()), byId))
                : byId;
    }

    private Criteria beyond(String field, Object value) {
        return isAscending ? where(field).gt(value) : where(field).lt(value);
    }
}
