package io.aula.courses.job;

import static io.aula.courses.db.Tables.MEDIA_JOB;
import static io.aula.courses.db.Tables.MEDIA_STEP;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.aula.courses.db.tables.MediaJob;
import io.aula.courses.db.tables.records.MediaJobRecord;
import io.aula.courses.db.tables.records.MediaStepRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes jobs and their steps. Whatever a worker reports is compared with the job's fence in the statement. */
@Repository
class Jobs {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Condition IS_WAITING = MEDIA_JOB.STATE.eq(Job.State.WAITING.name());
    private static final Condition IS_RUNNING = MEDIA_JOB.STATE.eq(Job.State.RUNNING.name());

    private final DSLContext db;

    Jobs(DSLContext db) {
        this.db = db;
    }

    /** The last fence of a video: the next job goes on from it, since outputs lie under it. */
    long fenceOf(String videoId) {
        return db.select(coalesce(max(MEDIA_JOB.FENCE), val(0L)))
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.VIDEO_ID.eq(videoId))
                .fetchSingle()
                .value1();
    }

    void add(String id, String videoId, Urgency urgency, long fence, Instant now) {
        db.insertInto(MEDIA_JOB)
                .set(MEDIA_JOB.ID, id)
                .set(MEDIA_JOB.VIDEO_ID, videoId)
                .set(MEDIA_JOB.CLASS, urgency.name())
                .set(MEDIA_JOB.FENCE, fence)
                .set(MEDIA_JOB.QUEUED_AT, now)
                .execute();
    }

    Optional<Job> byIdForUpdate(String id) {
        return db.selectFrom(MEDIA_JOB).where(MEDIA_JOB.ID.eq(id)).forUpdate().fetchOptional(Jobs::job);
    }

    /** Each video's latest job. */
    Map<String, Job> latestOf(Collection<String> videoIds) {
        return db.selectDistinct(MEDIA_JOB.fields())
                .on(MEDIA_JOB.VIDEO_ID)
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.VIDEO_ID.in(videoIds))
                .orderBy(MEDIA_JOB.VIDEO_ID, MEDIA_JOB.QUEUED_AT.desc(), MEDIA_JOB.ID.desc())
                .fetchMap(MEDIA_JOB.VIDEO_ID, found -> job(found.into(MEDIA_JOB)));
    }

    long lease(String id, String workerId, Instant now, Instant until) {
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.RUNNING.name())
                .set(MEDIA_JOB.FENCE, MEDIA_JOB.FENCE.plus(1))
                .set(MEDIA_JOB.ATTEMPT, MEDIA_JOB.ATTEMPT.plus(1))
                .set(MEDIA_JOB.WORKER_ID, workerId)
                .set(MEDIA_JOB.LEASE_UNTIL, until)
                .set(MEDIA_JOB.STARTED_AT, coalesce(MEDIA_JOB.STARTED_AT, val(now)))
                .where(MEDIA_JOB.ID.eq(id))
                .returning(MEDIA_JOB.FENCE)
                .fetchSingle()
                .get(MEDIA_JOB.FENCE);
    }

    /** @return whether the sender holds the lease; a zombie's word changes nothing */
    boolean renew(String id, long fence, Instant until) {
        return db.update(MEDIA_JOB)
                        .set(MEDIA_JOB.LEASE_UNTIL, until)
                        .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                        .execute()
                == 1;
    }

    void succeed(String id, long fence, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.DONE.name())
                .set(MEDIA_JOB.PERCENT, 100f)
                .set(MEDIA_JOB.FINISHED_AT, now)
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                .execute();
    }

    void fail(String id, long fence, ProcessingFailureCode code, boolean isRetryable, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.FAILED.name())
                .set(MEDIA_JOB.FAILURE_CODE, code.name())
                .set(MEDIA_JOB.FAILURE_RETRYABLE, isRetryable)
                .set(MEDIA_JOB.FINISHED_AT, now)
                .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), IS_RUNNING)
                .execute();
    }

    void cancelWaiting(String videoId, Instant now) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.CANCELLED.name())
                .set(MEDIA_JOB.FINISHED_AT, now)
                .where(MEDIA_JOB.VIDEO_ID.eq(videoId), IS_WAITING)
                .execute();
    }

    /** With their steps. */
    void forget(String videoId) {
        db.deleteFrom(MEDIA_JOB).where(MEDIA_JOB.VIDEO_ID.eq(videoId)).execute();
    }

    /** The percent never goes back, so that what the teacher sees does not. */
    void percent(String id, double percent) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.PERCENT, greatest(MEDIA_JOB.PERCENT, val((float) percent)))
                .where(MEDIA_JOB.ID.eq(id))
                .execute();
    }

    void step(String jobId, JobStep step, Instant now) {
        JSONB output = step.output() == null ? null : JSONB.jsonb(step.output().toString());
        Instant finishedAt = step.status().isOver() ? now : null;
        db.insertInto(MEDIA_STEP)
                .set(MEDIA_STEP.JOB_ID, jobId)
                .set(MEDIA_STEP.STEP, step.step())
                .set(MEDIA_STEP.DETAIL, step.detail())
                .set(MEDIA_STEP.STATUS, step.status().name())
                .set(MEDIA_STEP.PERCENT, (float) step.percent())
                .set(MEDIA_STEP.OUTPUT, output)
                .set(MEDIA_STEP.STARTED_AT, now)
                .set(MEDIA_STEP.FINISHED_AT, finishedAt)
                .onConflict(MEDIA_STEP.JOB_ID, MEDIA_STEP.STEP, MEDIA_STEP.DETAIL)
                .doUpdate()
                .set(MEDIA_STEP.STATUS, step.status().name())
                .set(MEDIA_STEP.PERCENT, (float) step.percent())
                .set(MEDIA_STEP.OUTPUT, output)
                .set(MEDIA_STEP.FINISHED_AT, finishedAt)
                .execute();
    }

    /** By job, in the order they began. */
    Map<String, List<JobStep>> steps(Collection<String> jobIds) {
        return db.selectFrom(MEDIA_STEP)
                .where(MEDIA_STEP.JOB_ID.in(jobIds))
                .orderBy(MEDIA_STEP.STARTED_AT, MEDIA_STEP.STEP, MEDIA_STEP.DETAIL)
                .fetchGroups(MEDIA_STEP.JOB_ID, Jobs::step);
    }

    /** What a second worker need not do again. */
    List<JobStep> doneSteps(String jobId) {
        return db.selectFrom(MEDIA_STEP)
                .where(MEDIA_STEP.JOB_ID.eq(jobId), MEDIA_STEP.STATUS.eq(JobStep.Status.DONE.name()))
                .orderBy(MEDIA_STEP.FINISHED_AT)
                .fetch(Jobs::step);
    }

    /** Each waiting job's place among those of its class, the first being 1; others have none. */
    Map<String, Integer> places(Collection<String> jobIds) {
        MediaJob other = MEDIA_JOB.as("other");
        Field<Integer> ahead = count(other.ID);
        return db.select(MEDIA_JOB.ID, ahead)
                .from(MEDIA_JOB)
                .leftJoin(other)
                .on(
                        other.STATE.eq(Job.State.WAITING.name()),
                        other.CLASS.eq(MEDIA_JOB.CLASS),
                        other.QUEUED_AT.lt(MEDIA_JOB.QUEUED_AT))
                .where(MEDIA_JOB.ID.in(jobIds), IS_WAITING)
                .groupBy(MEDIA_JOB.ID)
                .fetchMap(MEDIA_JOB.ID, row -> row.get(ahead) + 1);
    }

    /** Jobs whose worker has been silent for longer than its lease; each goes back to the queue. */
    List<Job> reclaim(Instant deadline) {
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, Job.State.WAITING.name())
                .set(MEDIA_JOB.LEASE_UNTIL, (Instant) null)
                .where(IS_RUNNING, MEDIA_JOB.LEASE_UNTIL.lt(deadline))
                .returning()
                .fetch(Jobs::job);
    }

    private static Job job(MediaJobRecord row) {
        return new Job(
                row.getId(),
                row.getVideoId(),
                Urgency.valueOf(row.getClass_()),
                Job.State.valueOf(row.getState()),
                row.getAttempt(),
                row.getFence(),
                row.getPercent(),
                row.getFailureCode() == null ? null : ProcessingFailureCode.of(row.getFailureCode()),
                Boolean.TRUE.equals(row.getFailureRetryable()),
                row.getQueuedAt(),
                row.getStartedAt(),
                row.getLeaseUntil());
    }

    private static JobStep step(MediaStepRecord row) {
        return new JobStep(
                row.getStep(),
                row.getDetail(),
                JobStep.Status.valueOf(row.getStatus()),
                row.getPercent(),
                row.getOutput() == null ? null : JSON.readTree(row.getOutput().data()),
                row.getStartedAt(),
                row.getFinishedAt());
    }
}
