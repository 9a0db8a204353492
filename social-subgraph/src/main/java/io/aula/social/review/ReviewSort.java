package io.aula.social.review;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.aula.platform.page.Cursor;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/** The orders a client may choose from; where two stand equal the newer one comes first. */
enum ReviewSort {
    HELPFUL("helpful", Sort.Direction.DESC),
    NEWEST("_id", Sort.Direction.DESC),
    HIGHEST("stars", Sort.Direction.DESC),
    LOWEST("stars", Sort.Direction.ASC);

    private final String field;
    private final Sort.Direction direction;

    ReviewSort(String field, Sort.Direction direction) {
        this.field = field;
        this.direction = direction;
    }

    Sort order() {
        Sort newest = Sort.by(Sort.Direction.DESC, "_id");
        return this == NEWEST ? newest : Sort.by(direction, field).and(newest);
    }

    long key(Review review) {
        return switch (this) {
            case HELPFUL -> review.helpful();
            case NEWEST -> 0;
            case HIGHEST, LOWEST -> review.stars();
        };
    }

    /** What comes after the place. */
    Criteria following(Cursor cursor) {
        Criteria older = where("_id").lt(cursor.id());
        if (this == NEWEST) {
            return older;
        }
        Criteria beyond = direction == Sort.Direction.DESC
                ? where(field).lt(cursor.key())
                : where(field).gt(cursor.key());
        return new Criteria()
                .orOperator(beyond, new Criteria().andOperator(where(field).is(cursor.key()), older));
    }
}
