package io.aula.courses.job;

import static io.aula.courses.db.Tables.MEDIA_JOB;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Jobs of everybody, for those who run the platform. */
@Repository
class AllJobs {
    private static final Field<Long> QUEUED =
            DSL.field("(extract(epoch from {0}) * 1000000)::bigint", Long.class, MEDIA_JOB.QUEUED_AT);

    private final DSLContext db;

    AllJobs(DSLContext db) {
        this.db = db;
    }

    /**
     * The jobs of a kind and class that nobody works on.
     *
     * @param oldest of those that could begin now; null when there is none
     */
    record Waiting(
            Work.Kind kind,
            Urgency urgency,
            int count,
            @Nullable Instant oldest) {}

    /** From the latest on. */
    List<Row<Job>> page(Collection<Job.State> states, Slice slice) {
        List<Condition> conditions = new ArrayList<>();
        if (!states.isEmpty()) {
            conditions.add(MEDIA_JOB.STATE.in(states.stream().map(Enum::name).toList()));
        }
        slice.from()
                .ifPresent(from -> conditions.add(
                        row(QUEUED, MEDIA_JOB.ID).lt(row(val(from.key()), val(from.id(), MEDIA_JOB.ID)))));
        return db.select(MEDIA_JOB.fields())
                .select(QUEUED.as("key"))
                .from(MEDIA_JOB)
                .where(conditions)
                .orderBy(QUEUED.desc(), MEDIA_JOB.ID.desc())
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        found.get("key", Long.class), found.get(MEDIA_JOB.ID).text(), Jobs.job(found.into(MEDIA_JOB))));
    }

    List<Waiting> waiting(Instant now) {
        Field<Instant> oldest = min(MEDIA_JOB.QUEUED_AT)
                .filterWhere(MEDIA_JOB.NOT_BEFORE.isNull().or(MEDIA_JOB.NOT_BEFORE.lt(now)));
        return db.select(MEDIA_JOB.KIND, MEDIA_JOB.CLASS, count(), oldest)
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.STATE.eq(Job.State.WAITING.name()))
                .groupBy(MEDIA_JOB.KIND, MEDIA_JOB.CLASS)
                .fetch(found -> new Waiting(
                        Work.Kind.valueOf(found.value1()),
                        Urgency.valueOf(found.value2()),
                        found.value3(),
                        found.value4()));
    }

    /** Nobody works on it (any more): what a worker that holds it reports counts for nothing. */
    Optional<Job> drop(JobId id, Instant now) {
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.CANCELLED.name())
                .set(MEDIA_JOB.FENCE, MEDIA_JOB.FENCE.plus(1))
                .set(MEDIA_JOB.LEASE_UNTIL, (Instant) null)
                .set(MEDIA_JOB.NOT_BEFORE, (Instant) null)
                .set(MEDIA_JOB.FINISHED_AT, now)
                .where(
                        MEDIA_JOB.ID.eq(id),
                        MEDIA_JOB.STATE.in(Job.State.WAITING.name(), Job.State.RUNNING.name(), Job.State.FAILED.name()))
                .returning()
                .fetchOptional(Jobs::job);
    }

    /**
     * Jobs that are over and whose leavings nobody has looked at: a dead one may be replayed and keeps them longer.
     *
     * @param over when others ended at the latest
     * @param dead when dead ones ended at the latest
     */
    List<Job> unswept(Instant over, Instant dead, int most) {
        Condition isDead = MEDIA_JOB.STATE.eq(Job.State.FAILED.name());
        return db.selectFrom(MEDIA_JOB)
                .where(MEDIA_JOB.SWEPT_AT.isNull(), MEDIA_JOB.FINISHED_AT.lt(over))
                .and(isDead.not().or(MEDIA_JOB.FINISHED_AT.lt(dead)))
                .orderBy(MEDIA_JOB.FINISHED_AT)
                .limit(most)
                .fetch(Jobs::job);
    }

    void swept(JobId id, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.SWEPT_AT, now)
                .where(MEDIA_JOB.ID.eq(id))
                .execute();
    }

    /** Under which fences a video has files that may be needed: its own, and those of jobs that may go on. */
    List<Long> neededFences(VideoId id) {
        List<Long> needed = new ArrayList<>(
                db.select(VIDEO.MEDIA_REV).from(VIDEO).where(VIDEO.ID.eq(id)).fetch(VIDEO.MEDIA_REV));
        needed.addAll(db.select(MEDIA_JOB.FENCE)
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.VIDEO_ID.eq(id), MEDIA_JOB.KIND.eq(Work.Kind.TRANSCODE.name()))
                .and(MEDIA_JOB.SWEPT_AT.isNull())
                .and(MEDIA_JOB.STATE.in(Job.State.WAITING.name(), Job.State.RUNNING.name(), Job.State.FAILED.name()))
                .fetch(MEDIA_JOB.FENCE));
        return needed;
    }
}
