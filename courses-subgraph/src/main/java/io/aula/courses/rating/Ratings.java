package io.aula.courses.rating;

import static io.aula.courses.db.Tables.COURSE_RATING;
import static org.jooq.impl.DSL.excluded;

import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The copy of what courses are rated by. */
@Repository
class Ratings {
    private final DSLContext db;

    Ratings(DSLContext db) {
        this.db = db;
    }

    /** An older version than the one that is kept changes nothing; the same, told again, puts right what was lost. */
    void keep(RatingTold told) {
        db.insertInto(COURSE_RATING)
                .set(COURSE_RATING.COURSE_ID, told.course())
                .set(COURSE_RATING.AVERAGE, told.average())
                .set(COURSE_RATING.REVIEW_COUNT, told.count())
                .set(COURSE_RATING.VERSION, told.version())
                .onConflict(COURSE_RATING.COURSE_ID)
                .doUpdate()
                .set(COURSE_RATING.AVERAGE, excluded(COURSE_RATING.AVERAGE))
                .set(COURSE_RATING.REVIEW_COUNT, excluded(COURSE_RATING.REVIEW_COUNT))
                .set(COURSE_RATING.VERSION, excluded(COURSE_RATING.VERSION))
                .where(COURSE_RATING.VERSION.le(excluded(COURSE_RATING.VERSION)))
                .execute();
    }
}
