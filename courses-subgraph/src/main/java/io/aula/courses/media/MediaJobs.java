package io.aula.courses.media;

import static io.aula.courses.db.Tables.MEDIA_JOB;
import static io.aula.courses.db.Tables.MEDIA_STEP;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.val;

import io.aula.courses.db.tables.MediaJob;
import io.aula.courses.db.tables.records.MediaJobRecord;
import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Draft;
import io.aula.platform.outbox.Outbox;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes jobs and their steps. Whatever a worker reports is compared with the job's fence in the statement. */
@Repository
class MediaJobs {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DSLContext db;
    private final Outbox outbox;

    MediaJobs(DSLContext db, Outbox outbox) {
        this.db = db;
        this.outbox = outbox;
    }

    /** Which queue: a person waiting, or many at once. */
    enum JobClass {
        INTERACTIVE,
        BULK
    }

    /** A job as it stands. */
    record Job(
            String id,
            String videoId,
            JobClass jobClass,
            String state,
            int attempt,
            long fence,
            double percent,
            @Nullable String failureCode,
            boolean isRetryable,
            Instant queuedAt,
            @Nullable Instant startedAt,
            @Nullable Instant leaseUntil) {}

    /** One step, and where it is. */
    record Step(
            String step,
            @Nullable String detail,
            String status,
            double percent,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** Makes the job and the message about it. Its fence goes on from the video's last, since outputs lie under it. */
    void queue(String videoId, @Nullable String lessonId, JobClass jobClass) {
        long fence = db.select(coalesce(max(MEDIA_JOB.FENCE), val(0L)))
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.VIDEO_ID.eq(videoId))
                .fetchSingle()
                .value1();
        String id = Ids.next("job");
        db.insertInto(MEDIA_JOB)
                .set(MEDIA_JOB.ID, id)
                .set(MEDIA_JOB.VIDEO_ID, videoId)
                .set(MEDIA_JOB.CLASS, jobClass.name())
                .set(MEDIA_JOB.FENCE, fence)
                .execute();
        announce(id, videoId, lessonId, jobClass, fence + 1);
    }

    void announce(String jobId, String videoId, @Nullable String lessonId, JobClass jobClass, long version) {
        var video = db.selectFrom(VIDEO).where(VIDEO.ID.eq(videoId)).fetchSingle();
        Map<String, @Nullable Object> source = new HashMap<>();
        source.put("bucket", "uploads");
        source.put("key", video.getSourceKey());
        source.put("bytes", video.getSourceBytes());
        source.put("mime", video.getMime());
        source.put("sha256", video.getSourceSha256());
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("videoId", videoId);
        data.put("jobId", jobId);
        data.put("ownerId", video.getOwnerId());
        data.put("lessonId", lessonId);
        data.put("source", source);
        data.put("output", Map.of("bucket", "media", "prefix", videoId + "/"));
        data.put("spokenLocale", video.getSpokenLocale());
        data.put("encrypt", false);
        String workClass = jobClass.name().toLowerCase();
        outbox.append(new Draft("video.uploaded", videoId, version, Optional.of(workClass), data));
    }

    Optional<Job> byIdForUpdate(String id) {
        return db.selectFrom(MEDIA_JOB).where(MEDIA_JOB.ID.eq(id)).forUpdate().fetchOptional(MediaJobs::job);
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
                .set(MEDIA_JOB.STATE, "RUNNING")
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
                        .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), MEDIA_JOB.STATE.eq("RUNNING"))
                        .execute()
                == 1;
    }

    boolean end(String id, long fence, String state, @Nullable String failureCode, boolean isRetryable) {
        return db.update(MEDIA_JOB)
                        .set(MEDIA_JOB.STATE, state)
                        .set(MEDIA_JOB.PERCENT, "DONE".equals(state) ? val(100f) : MEDIA_JOB.PERCENT)
                        .set(MEDIA_JOB.FAILURE_CODE, failureCode)
                        .set(MEDIA_JOB.FAILURE_RETRYABLE, isRetryable)
                        .set(MEDIA_JOB.FINISHED_AT, Instant.now())
                        .where(MEDIA_JOB.ID.eq(id), MEDIA_JOB.FENCE.eq(fence), MEDIA_JOB.STATE.eq("RUNNING"))
                        .execute()
                == 1;
    }

    /** The percent never goes back, so that what the teacher sees does not. */
    void percent(String id, double percent) {
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.PERCENT, greatest(MEDIA_JOB.PERCENT, val((float) percent)))
                .where(MEDIA_JOB.ID.eq(id))
                .execute();
    }

    void step(String jobId, String step, String detail, String status, double percent, JsonNode output, Instant now) {
        boolean isOver = status.equals("DONE") || status.equals("FAILED") || status.equals("SKIPPED");
        JSONB result = output.isMissingNode() || output.isNull() ? null : JSONB.jsonb(output.toString());
        db.insertInto(MEDIA_STEP)
                .set(MEDIA_STEP.JOB_ID, jobId)
                .set(MEDIA_STEP.STEP, step)
                .set(MEDIA_STEP.DETAIL, detail)
                .set(MEDIA_STEP.STATUS, status)
                .set(MEDIA_STEP.PERCENT, (float) percent)
                .set(MEDIA_STEP.OUTPUT, result)
                .set(MEDIA_STEP.STARTED_AT, now)
                .set(MEDIA_STEP.FINISHED_AT, isOver ? now : null)
                .onConflict(MEDIA_STEP.JOB_ID, MEDIA_STEP.STEP, MEDIA_STEP.DETAIL)
                .doUpdate()
                .set(MEDIA_STEP.STATUS, status)
                .set(MEDIA_STEP.PERCENT, (float) percent)
                .set(MEDIA_STEP.OUTPUT, result)
                .set(MEDIA_STEP.FINISHED_AT, isOver ? now : null)
                .execute();
    }

    /** By job, in the order they began. */
    Map<String, List<Step>> steps(Collection<String> jobIds) {
        return db.selectFrom(MEDIA_STEP)
                .where(MEDIA_STEP.JOB_ID.in(jobIds))
                .orderBy(MEDIA_STEP.STARTED_AT, MEDIA_STEP.STEP, MEDIA_STEP.DETAIL)
                .fetchGroups(
                        MEDIA_STEP.JOB_ID,
                        row -> new Step(
                                row.get(MEDIA_STEP.STEP),
                                row.get(MEDIA_STEP.DETAIL).isEmpty() ? null : row.get(MEDIA_STEP.DETAIL),
                                row.get(MEDIA_STEP.STATUS),
                                row.get(MEDIA_STEP.PERCENT),
                                row.get(MEDIA_STEP.STARTED_AT),
                                row.get(MEDIA_STEP.FINISHED_AT)));
    }

    /** What a second worker need not do again: step, detail and what came of it. */
    List<Map<String, Object>> doneSteps(String jobId) {
        return db.selectFrom(MEDIA_STEP)
                .where(MEDIA_STEP.JOB_ID.eq(jobId), MEDIA_STEP.STATUS.eq("DONE"))
                .orderBy(MEDIA_STEP.FINISHED_AT)
                .fetch(row -> Map.<String, Object>of(
                        "step", row.getStep(),
                        "detail", row.getDetail(),
                        "output",
                                row.getOutput() == null
                                        ? JSON.createObjectNode()
                                        : JSON.readTree(row.getOutput().data())));
    }

    /** Each waiting job's place among those of its class, the first being 1; others have none. */
    Map<String, Integer> places(Collection<String> jobIds) {
        MediaJob other = MEDIA_JOB.as("other");
        Field<Integer> ahead = count(other.ID);
        return db.select(MEDIA_JOB.ID, ahead)
                .from(MEDIA_JOB)
                .leftJoin(other)
                .on(other.STATE.eq("WAITING"), other.CLASS.eq(MEDIA_JOB.CLASS), other.QUEUED_AT.lt(MEDIA_JOB.QUEUED_AT))
                .where(MEDIA_JOB.ID.in(jobIds), MEDIA_JOB.STATE.eq("WAITING"))
                .groupBy(MEDIA_JOB.ID)
                .fetchMap(MEDIA_JOB.ID, row -> row.get(ahead) + 1);
    }

    /** Jobs whose worker has been silent for longer than its lease; each goes back to the queue. */
    List<Job> reclaim(Instant deadline) {
        return db.update(MEDIA_JOB)
                .set(MEDIA_JOB.STATE, "WAITING")
                .set(MEDIA_JOB.LEASE_UNTIL, (Instant) null)
                .where(MEDIA_JOB.STATE.eq("RUNNING"), MEDIA_JOB.LEASE_UNTIL.lt(deadline))
                .returning()
                .fetch(MediaJobs::job);
    }

    private static Job job(MediaJobRecord row) {
        return new Job(
                row.getId(),
                row.getVideoId(),
                JobClass.valueOf(row.getClass_()),
                row.getState(),
                row.getAttempt(),
                row.getFence(),
                row.getPercent(),
                row.getFailureCode(),
                Boolean.TRUE.equals(row.getFailureRetryable()),
                row.getQueuedAt(),
                row.getStartedAt(),
                row.getLeaseUntil());
    }
}
