package io.aula.identity.account;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.aula.platform.id.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Photos that can be shown and that their owners did not choose yet. Courses deletes those that nobody chose in a day. */
@Repository
class ReadyPhotos {
    private static final Table<?> READY = table(name("ready_photo"));
    private static final Field<String> UPLOAD_ID = field(name("upload_id"), String.class);
    private static final Field<String> OWNER_ID = field(name("owner_id"), String.class);
    private static final Field<JSONB> PHOTO = field(name("photo"), JSONB.class);
    private static final Field<Instant> AT = field(name("at"), SQLDataType.INSTANT);
    private static final Duration KEEP = Duration.ofHours(23);

    private final DSLContext sql;
    private final JsonMapper json;
    private final Clock clock;

    ReadyPhotos(DSLContext sql, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    void add(Photo photo, UserId owner) {
        sql.insertInto(READY)
                .set(UPLOAD_ID, photo.uploadId())
                .set(OWNER_ID, owner.text())
                .set(PHOTO, JSONB.valueOf(json.writeValueAsString(photo)))
                .set(AT, clock.instant())
                .onConflict(UPLOAD_ID)
                .doNothing()
                .execute();
    }

    /** A stranger's is not there. */
    Optional<Photo> find(String uploadId, UserId owner) {
        return sql.select(PHOTO)
                .from(READY)
                .where(
                        UPLOAD_ID.eq(uploadId),
                        OWNER_ID.eq(owner.text()),
                        AT.gt(clock.instant().minus(KEEP)))
                .fetchOptional(row -> json.readValue(row.value1().data(), Photo.class));
    }

    /** Whether it is known to be somebody else's. */
    boolean isOfAnother(String uploadId, UserId person) {
        return sql.fetchExists(READY, UPLOAD_ID.eq(uploadId), OWNER_ID.ne(person.text()));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        sql.deleteFrom(READY).where(AT.lt(clock.instant().minus(KEEP))).execute();
    }
}
