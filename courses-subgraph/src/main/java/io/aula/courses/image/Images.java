package io.aula.courses.image;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.IMAGE;
import static io.aula.courses.db.Tables.IMAGE_USE;
import static io.aula.courses.db.Tables.UPLOAD;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.aula.courses.db.tables.records.ImageRecord;
import io.aula.media.ObjectRef;
import io.aula.platform.id.ImageId;
import io.aula.platform.id.UploadId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes pictures and what shows them. */
@Repository
class Images {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Condition IS_SHOWN = IMAGE_USE.SHOWN_ID.eq(IMAGE.ID).or(IMAGE_USE.NEXT_ID.eq(IMAGE.ID));

    private final DSLContext db;

    Images(DSLContext db) {
        this.db = db;
    }

    /** @param queuedAt null for one whose bytes are on their way */
    void add(NewImage image, @Nullable Instant queuedAt) {
        StoredImage.State state = queuedAt == null ? StoredImage.State.UPLOADING : StoredImage.State.QUEUED;
        db.insertInto(IMAGE)
                .set(IMAGE.ID, image.id())
                .set(IMAGE.OWNER_ID, image.owner())
                .set(IMAGE.PURPOSE, image.purpose().name())
                .set(IMAGE.STATE, state.name())
                .set(IMAGE.SOURCE_BUCKET, image.source().bucket())
                .set(IMAGE.SOURCE_KEY, image.source().key())
                .set(IMAGE.CROP, image.crop() == null ? null : JSONB.jsonb(JSON.writeValueAsString(image.crop())))
                .set(IMAGE.BACKGROUND, image.background())
                .set(IMAGE.QUEUED_AT, queuedAt)
                .execute();
    }

    Map<ImageId, StoredImage> byIds(Collection<ImageId> ids) {
        return db.selectFrom(IMAGE).where(IMAGE.ID.in(ids)).fetchMap(ImageRecord::getId, Images::image);
    }

    Optional<StoredImage> lock(ImageId id) {
        return db.selectFrom(IMAGE).where(IMAGE.ID.eq(id)).forUpdate().fetchOptional(Images::image);
    }

    /** What was made, or is being made, of this source. */
    Optional<StoredImage> lockOf(ImagePurpose purpose, UserId owner, ObjectRef source) {
        return db.selectFrom(IMAGE)
                .where(
                        IMAGE.OWNER_ID.eq(owner),
                        IMAGE.PURPOSE.eq(purpose.name()),
                        IMAGE.SOURCE_BUCKET.eq(source.bucket()),
                        IMAGE.SOURCE_KEY.eq(source.key()),
                        IMAGE.STATE.ne(StoredImage.State.FAILED.name()))
                .orderBy(IMAGE.CREATED_AT.desc())
                .limit(1)
                .forUpdate()
                .fetchOptional(Images::image);
    }

    /** How it stands as a job. */
    record Lease(int attempt, @Nullable Instant until) {}

    Lease leaseOf(ImageId id) {
        return db.select(IMAGE.ATTEMPT, IMAGE.LEASE_UNTIL)
                .from(IMAGE)
                .where(IMAGE.ID.eq(id))
                .fetchSingle(row -> new Lease(row.value1(), row.value2()));
    }

    /** @param notBefore no worker begins before; null when one may begin now */
    void queue(ImageId id, Instant now, @Nullable Instant notBefore) {
        db.update(IMAGE)
                .set(IMAGE.STATE, StoredImage.State.QUEUED.name())
                .set(IMAGE.QUEUED_AT, now)
                .set(IMAGE.LEASE_UNTIL, notBefore)
                .where(IMAGE.ID.eq(id))
                .execute();
    }

    long lease(ImageId id, Instant until) {
        return db.update(IMAGE)
                .set(IMAGE.STATE, StoredImage.State.MAKING.name())
                .set(IMAGE.FENCE, IMAGE.FENCE.plus(1))
                .set(IMAGE.ATTEMPT, IMAGE.ATTEMPT.plus(1))
                .set(IMAGE.LEASE_UNTIL, until)
                .where(IMAGE.ID.eq(id))
                .returning(IMAGE.FENCE)
                .fetchSingle()
                .get(IMAGE.FENCE);
    }

    void made(ImageId id, StoredImage.Ladder ladder, boolean isPublic) {
        db.update(IMAGE)
                .set(IMAGE.STATE, StoredImage.State.READY.name())
                .set(IMAGE.LEASE_UNTIL, (Instant) null)
                .set(IMAGE.WIDTH, ladder.width())
                .set(IMAGE.HEIGHT, ladder.height())
                .set(IMAGE.WIDTHS, ladder.widths().toArray(Integer[]::new))
                .set(IMAGE.BLUR_HASH, ladder.blurHash())
                .set(IMAGE.COLOR, ladder.color())
                .set(IMAGE.IS_PUBLIC, isPublic)
                .where(IMAGE.ID.eq(id))
                .execute();
    }

    void failed(ImageId id, StoredImage.Failure failure) {
        db.update(IMAGE)
                .set(IMAGE.STATE, StoredImage.State.FAILED.name())
                .set(IMAGE.LEASE_UNTIL, (Instant) null)
                .set(IMAGE.FAILURE, JSONB.jsonb(JSON.writeValueAsString(failure)))
                .where(IMAGE.ID.eq(id))
                .execute();
    }

    void isPublic(ImageId id, boolean isPublic) {
        db.update(IMAGE).set(IMAGE.IS_PUBLIC, isPublic).where(IMAGE.ID.eq(id)).execute();
    }

    /**
     * Those whose worker fell silent, and those that nobody came for when they were to be tried again; each waits from now on.
     *
     * @param overdue when they should have been tried again at the latest
     */
    List<StoredImage> reclaim(Instant now, Instant overdue) {
        return db.update(IMAGE)
                .set(IMAGE.STATE, StoredImage.State.QUEUED.name())
                .set(IMAGE.QUEUED_AT, now)
                .set(IMAGE.LEASE_UNTIL, (Instant) null)
                .where(IMAGE.STATE
                        .eq(StoredImage.State.MAKING.name())
                        .and(IMAGE.LEASE_UNTIL.lt(now))
                        .or(IMAGE.STATE.eq(StoredImage.State.QUEUED.name()).and(IMAGE.LEASE_UNTIL.lt(overdue))))
                .returning()
                .fetch(Images::image);
    }

    ImageService.Waiting waiting(Instant now) {
        Field<Instant> oldest =
                min(IMAGE.QUEUED_AT).filterWhere(IMAGE.LEASE_UNTIL.isNull().or(IMAGE.LEASE_UNTIL.lt(now)));
        return db.select(count(), oldest)
                .from(IMAGE)
                .where(IMAGE.STATE.eq(StoredImage.State.QUEUED.name()))
                .fetchSingle(found -> new ImageService.Waiting(found.value1(), found.value2()));
    }

    /** Of pictures that nothing shows, those that a person has made since. */
    int idleOf(UserId owner, Instant since) {
        return db.fetchCount(
                IMAGE,
                IMAGE.OWNER_ID.eq(owner),
                IMAGE.CREATED_AT.gt(since),
                notExists(selectOne().from(IMAGE_USE).where(IS_SHOWN)));
    }

    Map<String, ImageUse> uses(ImagePurpose purpose, Collection<String> subjectIds) {
        var rows = db.selectFrom(IMAGE_USE)
                .where(IMAGE_USE.PURPOSE.eq(purpose.name()), IMAGE_USE.SUBJECT_ID.in(subjectIds))
                .fetch();
        Set<ImageId> ids = rows.stream()
                .flatMap(row -> Stream.of(Optional.ofNullable(row.getShownId()), Optional.ofNullable(row.getNextId())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        Map<ImageId, StoredImage> images = ids.isEmpty() ? Map.of() : byIds(ids);
        Map<String, ImageUse> uses = new HashMap<>();
        rows.forEach(row -> uses.put(
                row.getSubjectId(),
                new ImageUse(
                        row.getSubjectId(),
                        row.getShownId() == null ? null : images.get(row.getShownId()),
                        row.getNextId() == null ? null : images.get(row.getNextId()),
                        row.getIsChosen())));
        return uses;
    }

    /** What is shown, and what takes its place; in the transaction of whoever changes it. */
    void use(ImagePurpose purpose, String subjectId, Using using) {
        db.insertInto(IMAGE_USE)
                .set(IMAGE_USE.PURPOSE, purpose.name())
                .set(IMAGE_USE.SUBJECT_ID, subjectId)
                .set(IMAGE_USE.SHOWN_ID, using.shown())
                .set(IMAGE_USE.NEXT_ID, using.next())
                .set(IMAGE_USE.IS_CHOSEN, using.isChosen())
                .set(IMAGE_USE.VERSION, using.version())
                .onConflict(IMAGE_USE.PURPOSE, IMAGE_USE.SUBJECT_ID)
                .doUpdate()
                .set(IMAGE_USE.SHOWN_ID, using.shown())
                .set(IMAGE_USE.NEXT_ID, using.next())
                .set(IMAGE_USE.IS_CHOSEN, using.isChosen())
                .set(IMAGE_USE.VERSION, using.version())
                .execute();
    }

    record Using(@Nullable ImageId shown, @Nullable ImageId next, boolean isChosen, long version) {}

    long versionOf(ImagePurpose purpose, String subjectId) {
        return db.select(IMAGE_USE.VERSION)
                .from(IMAGE_USE)
                .where(IMAGE_USE.PURPOSE.eq(purpose.name()), IMAGE_USE.SUBJECT_ID.eq(subjectId))
                .fetchOptional(IMAGE_USE.VERSION)
                .orElse(-1L);
    }

    void forget(ImagePurpose purpose, String subjectId) {
        db.deleteFrom(IMAGE_USE)
                .where(IMAGE_USE.PURPOSE.eq(purpose.name()), IMAGE_USE.SUBJECT_ID.eq(subjectId))
                .execute();
    }

    /** What is shown where this one is to be. */
    Optional<ImageId> replacedBy(ImageId next) {
        return db.select(IMAGE_USE.SHOWN_ID)
                .from(IMAGE_USE)
                .where(IMAGE_USE.NEXT_ID.eq(next), IMAGE_USE.SHOWN_ID.isNotNull())
                .limit(1)
                .fetchOptional(IMAGE_USE.SHOWN_ID);
    }

    Optional<UploadId> uploadOf(ImageId id) {
        return db.select(UPLOAD.ID).from(UPLOAD).where(UPLOAD.IMAGE_ID.eq(id)).fetchOptional(UPLOAD.ID);
    }

    /** In the order of the uploads; what is none of a picture is left out. */
    List<ImageId> ofUploads(List<UploadId> uploadIds) {
        Map<UploadId, ImageId> found = db.select(UPLOAD.ID, UPLOAD.IMAGE_ID)
                .from(UPLOAD)
                .where(UPLOAD.ID.in(uploadIds), UPLOAD.IMAGE_ID.isNotNull())
                .fetchMap(UPLOAD.ID, UPLOAD.IMAGE_ID);
        return uploadIds.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Takes the place that it was chosen for. */
    void show(ImageId id) {
        db.update(IMAGE_USE)
                .set(IMAGE_USE.SHOWN_ID, id)
                .set(IMAGE_USE.NEXT_ID, (ImageId) null)
                .where(IMAGE_USE.NEXT_ID.eq(id))
                .execute();
    }

    /** Pages that show them may still be open, so their files stay a while. */
    void left(Collection<ImageId> ids, Instant now) {
        db.update(IMAGE).set(IMAGE.LEFT_AT, now).where(IMAGE.ID.in(ids)).execute();
    }

    List<StoredImage> unused(Instant before, int most) {
        return db.selectFrom(IMAGE)
                .where(coalesce(IMAGE.LEFT_AT, IMAGE.CREATED_AT).lt(before))
                .and(IMAGE.STATE.notIn(StoredImage.State.UPLOADING.name(), StoredImage.State.MAKING.name()))
                .andNotExists(selectOne().from(IMAGE_USE).where(IS_SHOWN))
                .orderBy(IMAGE.CREATED_AT)
                .limit(most)
                .fetch(Images::image);
    }

    /** @return whether it is gone; something may show it again */
    boolean delete(ImageId id) {
        db.deleteFrom(UPLOAD)
                .where(UPLOAD.IMAGE_ID.eq(id))
                .andNotExists(selectOne()
                        .from(IMAGE_USE)
                        .where(IMAGE_USE.SHOWN_ID.eq(id).or(IMAGE_USE.NEXT_ID.eq(id))))
                .execute();
        return db.deleteFrom(IMAGE)
                        .where(IMAGE.ID.eq(id))
                        .andNotExists(selectOne().from(IMAGE_USE).where(IS_SHOWN))
                        .execute()
                == 1;
    }

    /** Covers of courses that anybody may look at and that lie where nobody may fetch them, or the other way about. */
    List<StoredImage> coversOutOfPlace(int most) {
        return db.select(IMAGE.fields())
                .from(IMAGE)
                .join(IMAGE_USE)
                .on(IMAGE_USE.SHOWN_ID.eq(IMAGE.ID))
                .join(COURSE)
                .on(COURSE.ID.cast(String.class).eq(IMAGE_USE.SUBJECT_ID))
                .where(IMAGE_USE.PURPOSE.eq(ImagePurpose.COVER.name()))
                .and(IMAGE.STATE.eq(StoredImage.State.READY.name()))
                .and(IMAGE.IS_PUBLIC.ne(field(COURSE.STATUS.in("PUBLISHED", "UNLISTED"))))
                .limit(most)
                .fetch(row -> image(row.into(IMAGE)));
    }

    private static StoredImage image(ImageRecord row) {
        return new StoredImage(
                row.getId(),
                row.getOwnerId(),
                ImagePurpose.valueOf(row.getPurpose()),
                StoredImage.State.valueOf(row.getState()),
                new ObjectRef(row.getSourceBucket(), row.getSourceKey()),
                row.getCrop() == null ? null : JSON.readValue(row.getCrop().data(), CropRect.class),
                row.getBackground(),
                row.getFence(),
                row.getWidths() == null ? null : ladder(row),
                row.getFailure() == null
                        ? null
                        : failure(JSON.readTree(row.getFailure().data())),
                row.getIsPublic());
    }

    private static StoredImage.Ladder ladder(ImageRecord row) {
        return new StoredImage.Ladder(
                Objects.requireNonNull(row.getWidth()),
                Objects.requireNonNull(row.getHeight()),
                Arrays.asList(Objects.requireNonNull(row.getWidths())),
                Objects.requireNonNull(row.getBlurHash()),
                Objects.requireNonNull(row.getColor()));
    }

    private static StoredImage.Failure failure(JsonNode told) {
        return new StoredImage.Failure(
                told.path("code").asString(""),
                told.path("spanish").asString(""),
                told.path("english").asString(""));
    }
}
